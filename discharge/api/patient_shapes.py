"""The shapes of persons in the API: what it takes, and what it answers. An identity number stands only in bodies."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.kinds import OutsideBy, UnitKind
from discharge.api.requests import Expecting
from discharge.api.serializers import UnitSerializer
from discharge.domains import label
from discharge.identifiers import LONGEST, Identity
from discharge.models.patients import PatientEventKind, PlacementKind
from discharge.models.protection import SET_BY_HAND
from discharge.protection import said
from discharge.registers.population import Details
from discharge.selectors.patients import LAST_PAGE, LONGEST_SEARCH
from discharge.selectors.recipients import Why
from discharge.services.reasons import REASON_LENGTH

Shape = serializers.Serializer[Any]
OID_LENGTH = 64
# More than a number's longest form, so that spaces and hyphens fit.
NUMBER_LENGTH = 2 * LONGEST


class NumberRequest(Shape):
    """A number in its domain."""

    oid = serializers.CharField(max_length=OID_LENGTH)
    value = serializers.CharField(max_length=NUMBER_LENGTH)


class LookUpRequest(NumberRequest):
    """oid: left out when nobody said which domain the number is of."""

    oid = serializers.CharField(max_length=OID_LENGTH, default="", allow_blank=True)


class SearchRequest(Shape):
    """Words of a name, or a number."""

    text = serializers.CharField(max_length=LONGEST_SEARCH)
    page = serializers.IntegerField(min_value=1, max_value=LAST_PAGE, default=1)


class DetailsShape(Shape):
    """What somebody was told of a person whom the population register does not know."""

    given_names = serializers.CharField(max_length=120, allow_blank=True, default="")
    surname = serializers.CharField(max_length=120)
    street = serializers.CharField(max_length=160, allow_blank=True, default="")
    postal_code = serializers.CharField(max_length=6, allow_blank=True, default="")
    city = serializers.CharField(max_length=80, allow_blank=True, default="")
    municipality_code = serializers.CharField(max_length=4, allow_blank=True, default="")
    district = serializers.CharField(max_length=80, allow_blank=True, default="")
    deceased_on = serializers.DateField(allow_null=True, default=None)


class DetailsRequest(DetailsShape):
    """The same, as the services take it."""

    def to_internal_value(self, data: Any) -> Any:
        """The details."""
        return Details(**super().to_internal_value(data))


class RegisterRequest(NumberRequest):
    """A person to register. details: only of somebody whom the population register does not know."""

    details = DetailsRequest(allow_null=True, default=None)


class PatientRequest(Expecting):
    """expected_version: the person's."""


class AddIdentityRequest(PatientRequest, NumberRequest):
    """Another number of hers."""


class ReplaceIdentityRequest(PatientRequest, NumberRequest):
    """A number that holds from now on, and the one that it came instead of, as it is stored."""

    old_oid = serializers.CharField(max_length=OID_LENGTH)
    old_value = serializers.CharField(max_length=LONGEST)


class Reasoned(Shape):
    """Why."""

    reason = serializers.CharField(max_length=REASON_LENGTH)


class UnmaskRequest(Reasoned):
    """Why a protected person's data must be seen; it is logged."""


class WithdrawIdentityRequest(PatientRequest, NumberRequest, Reasoned):
    """A number that was not hers, as it is stored, and why."""


class UpdateRegisterDataRequest(PatientRequest):
    """All that is known now."""

    details = DetailsRequest()


class ProtectionRequest(PatientRequest, Reasoned):
    """The degree of protection that holds now, and who said so."""

    degree = serializers.ChoiceField(choices=[(one.value, one.label) for one in SET_BY_HAND])


class MergeRequest(PatientRequest, Reasoned):
    """Which patient it is in truth, and why. into_version: that patient's."""

    into = serializers.UUIDField()
    into_version = serializers.IntegerField(min_value=0)


class SplitRequest(PatientRequest, Reasoned):
    """Why the two were not one person."""


class PlaceRequest(PatientRequest):
    """Which municipality decided, and where she lives from one day to another."""

    municipality_code = serializers.CharField(max_length=4)
    kind = serializers.ChoiceField(choices=PlacementKind.choices)
    place = serializers.CharField(max_length=160, allow_blank=True, default="")
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True, default=None)


class EndPlacementRequest(PatientRequest):
    """Its last day, included. expected_version: the person's."""

    last_day = serializers.DateField()


class ProposalsRequest(Shape):
    """Which kinds of units are needed; all when none is named."""

    kinds = serializers.ListField(child=serializers.ChoiceField(choices=UnitKind.choices), default=list)


class IdentityShape(Shape):
    """A number, its domain in words, and as people write it."""

    oid = serializers.CharField()
    value = serializers.CharField()
    domain = serializers.SerializerMethodField()
    said = serializers.CharField()

    def get_domain(self, number: Any) -> str:
        """What people call the domain."""
        return label(number.oid)


class PeriodShape(IdentityShape):
    """From one instant to another."""

    valid_from = serializers.DateTimeField()
    valid_to = serializers.DateTimeField(allow_null=True)


class PlacementShape(Shape):
    """A place of living that a municipality decided."""

    ref = serializers.UUIDField()
    municipality_code = serializers.CharField()
    kind = serializers.ChoiceField(choices=PlacementKind.choices)
    place = serializers.CharField()
    valid_from = serializers.DateField()
    valid_to = serializers.DateField(allow_null=True)


class PersonFoundSerializer(Shape):
    """A person in a list; name and numbers are empty when she is masked."""

    ref = serializers.UUIDField()
    is_protected = serializers.BooleanField()
    is_masked = serializers.BooleanField()
    name = serializers.CharField()
    numbers = IdentityShape(many=True)
    birth_date = serializers.DateField(allow_null=True)


class PersonShownSerializer(PersonFoundSerializer):
    """A person. version: what changing her expects. All but refs and version is empty when she is masked."""

    version = serializers.IntegerField()
    numbers = PeriodShape(many=True)
    former = PeriodShape(many=True)
    street = serializers.CharField()
    postal_code = serializers.CharField()
    city = serializers.CharField()
    municipality_code = serializers.CharField()
    district = serializers.CharField()
    deceased_on = serializers.DateField(allow_null=True)
    degree = serializers.CharField()
    known_from = serializers.CharField(source="source")
    updated_at = serializers.DateTimeField(allow_null=True)
    merged = serializers.ListField(child=serializers.UUIDField())
    placements = PlacementShape(many=True)


class FoundSerializer(Shape):
    """A page of what was found."""

    persons = PersonFoundSerializer(many=True)
    page = serializers.IntegerField()
    has_more = serializers.BooleanField()


class LookedUpSerializer(Shape):
    """What the population register says of a number. patient: the patient that the reader may see already."""

    number = serializers.SerializerMethodField()
    is_known = serializers.BooleanField()
    is_protected = serializers.BooleanField()
    details = DetailsShape(allow_null=True)
    patient = serializers.UUIDField(allow_null=True)

    @extend_schema_field(IdentityShape)
    def get_number(self, found: Any) -> dict[str, Any]:
        """The number that holds now."""
        identity: Identity = found.identity
        return {"oid": identity.oid, "value": identity.value, "domain": label(identity.oid), "said": said(identity)}


class PatientEventSerializer(Shape):
    """Something that happened to a person's numbers or register data, on one of her rows."""

    patient = serializers.UUIDField(source="patient.ref")
    seq = serializers.IntegerField()
    kind = serializers.ChoiceField(choices=PatientEventKind.choices)
    at = serializers.DateTimeField()
    user_name = serializers.CharField()
    system_name = serializers.CharField()
    role = serializers.CharField()
    facts = serializers.DictField(source="data")


class ProposalSerializer(Shape):
    """A unit that is proposed, and why. outside: how it is reached, if nobody reaches it here."""

    unit = UnitSerializer()
    outside = serializers.ChoiceField(source="unit.outside", choices=OutsideBy.choices, allow_blank=True)
    kind = serializers.ChoiceField(source="unit.kind", choices=UnitKind.choices)
    why = serializers.ChoiceField(choices=[(why.value, why.value) for why in Why])
    is_chosen = serializers.BooleanField()
