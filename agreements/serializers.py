"""The shapes of agreements in the API."""

from __future__ import annotations

from datetime import UTC
from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from agreements.models import AgreementVersion
from agreements.reading import reading_of
from agreements.selectors import Origin, TermsInForce
from agreements.wording import gap_in_words
from rules.gaps import gaps, parameter
from rules.terms import AgreementStatus, Terms

Shape = serializers.Serializer[Any]


class VersionSerializer(Shape):
    """A version. region: the county's code, empty for the act. complete: nothing is missing that billing needs."""

    id = serializers.CharField()
    title = serializers.CharField()
    region = serializers.CharField(source="region_code")
    valid_from = serializers.DateField(allow_null=True)
    valid_to = serializers.DateField(allow_null=True)
    status = serializers.SerializerMethodField()
    complete = serializers.SerializerMethodField()
    sha256 = serializers.CharField()
    loaded_at = serializers.DateTimeField(default_timezone=UTC)

    @extend_schema_field(serializers.ChoiceField(choices=[one.value for one in AgreementStatus], allow_null=True))
    def get_status(self, version: AgreementVersion) -> str | None:
        """As it says of itself."""
        return reading_of(version).terms.status

    def get_complete(self, version: AgreementVersion) -> bool:
        """Whether nothing is missing."""
        return reading_of(version).answer["complete"]


class GapSerializer(Shape):
    """Something that is not known. parameter: its path in the document; number: as in docs/agreements.md."""

    parameter = serializers.CharField()
    number = serializers.IntegerField()
    text = serializers.CharField()


class VersionDocumentSerializer(VersionSerializer):
    """A version with what it lacks and its text. bases: the texts of those that it inherits from, by id."""

    gaps = serializers.SerializerMethodField()
    document = serializers.CharField()
    bases = serializers.DictField(child=serializers.CharField())

    @extend_schema_field(GapSerializer(many=True))
    def get_gaps(self, version: AgreementVersion) -> list[dict[str, Any]]:
        """What billing needs and nobody knows."""
        return _gaps(reading_of(version).terms)


class TermsQuery(Shape):
    """Between whom, and when; today unless told another day."""

    region = serializers.RegexField(r"\A[0-9]{2}\Z")
    municipality = serializers.RegexField(r"\A[0-9]{4}\Z", allow_null=True, default=None)
    on = serializers.DateField(allow_null=True, default=None)


class TermsInForceSerializer(Shape):
    """What holds. agreement: the version's id; null when what holds is not known, and then nothing may be billed."""

    agreement = serializers.CharField(source="version", allow_null=True)
    origin = serializers.ChoiceField(choices=[one.value for one in Origin])
    complete = serializers.SerializerMethodField()
    gaps = serializers.SerializerMethodField()

    def get_complete(self, found: TermsInForce) -> bool:
        """Whether nothing is missing."""
        return not gaps(found.terms)

    @extend_schema_field(GapSerializer(many=True))
    def get_gaps(self, found: TermsInForce) -> list[dict[str, Any]]:
        """What billing needs and nobody knows."""
        return _gaps(found.terms)


def _gaps(terms: Terms) -> list[dict[str, Any]]:
    return [
        {"parameter": name, "number": parameter(name).number, "text": gap_in_words(terms, name)} for name in gaps(terms)
    ]
