"""The shapes of what the API answers."""

from __future__ import annotations

from datetime import UTC
from enum import StrEnum
from typing import Any

from rest_framework import serializers

from accounts.kinds import OutsideBy
from discharge.models import Turn
from discharge.models.drafts import DraftKind
from discharge.models.notices import Ground, NoticeKind
from discharge.turns import Action, Step
from rules.tracks.receipt import State

Shape = serializers.Serializer[Any]


def choices(kind: type[StrEnum]) -> list[tuple[str, str]]:
    """An enumeration's values."""
    return [(one.value, one.value) for one in kind]


def instant(**options: Any) -> serializers.DateTimeField:
    """An instant, in UTC like every other in the API."""
    return serializers.DateTimeField(default_timezone=UTC, **options)


class RefSerializer(Shape):
    """What was made or changed. The same key gives the same answer."""

    ref = serializers.UUIDField()


class UnitSerializer(Shape):
    """A unit by name."""

    ref = serializers.UUIDField()
    name = serializers.CharField()


class PersonSerializer(Shape):
    """The person of a case; name and number are empty when the identity is protected."""

    ref = serializers.UUIDField()
    name = serializers.CharField()
    identity_oid = serializers.CharField(source="oid")
    identity_value = serializers.CharField(source="value")
    is_protected = serializers.BooleanField()


class CaseSerializer(Shape):
    """A case in a list."""

    ref = serializers.UUIDField(source="case.ref")
    number = serializers.CharField(source="case.number")
    opened_at = instant(source="case.opened_at")
    closed_at = instant(source="case.closed_at", allow_null=True)
    person = PersonSerializer()


class TurnSerializer(Shape):
    """What the case asks of one of the reader's units."""

    unit = UnitSerializer()
    step = serializers.ChoiceField(choices=choices(Step))
    action = serializers.ChoiceField(choices=choices(Action))
    whose = serializers.ChoiceField(choices=Turn.Whose.choices)
    due_at = instant(allow_null=True)
    changed_at = instant()


class CaseDetailSerializer(CaseSerializer):
    """A case; `version` is what sending a message expects."""

    version = serializers.IntegerField()
    turns = TurnSerializer(many=True)


class ReceiptSerializer(Shape):
    """What has become of a notice at a unit.

    outside: how it was sent to one that nobody reaches here, truly at `sent_at`; empty for all others.
    """

    unit = UnitSerializer()
    state = serializers.ChoiceField(choices=choices(State))
    sent_at = instant()
    outside = serializers.ChoiceField(choices=OutsideBy.choices, allow_blank=True)
    in_list_at = instant(allow_null=True)
    read_at = instant(allow_null=True)
    acknowledged_at = instant(allow_null=True)
    returned_at = instant(allow_null=True)
    seen_version = serializers.IntegerField()


class NoticeSerializer(Shape):
    """A notice without its content. `version` is what every action on it expects.

    Of a closed one, which came to the wrong recipient or was sent on, there is nothing more to see than this.
    """

    ref = serializers.UUIDField(source="notice.ref")
    kind = serializers.ChoiceField(source="notice.kind", choices=NoticeKind.choices)
    version = serializers.IntegerField(source="notice.version")
    sender = UnitSerializer(source="notice.sender_unit")
    sent_at = instant(source="notice.sent_at")
    recalled_at = instant(source="notice.recalled_at", allow_null=True)
    is_closed = serializers.BooleanField()
    answers = serializers.UUIDField(allow_null=True)
    recipients = UnitSerializer(many=True)
    receipts = ReceiptSerializer(many=True)


class NoticeDetailSerializer(Shape):
    """A notice, and the case that it is about unless it is closed."""

    notice = NoticeSerializer()
    case = CaseSerializer(allow_null=True)


class ReceivedNoticeSerializer(NoticeDetailSerializer):
    """A notice that one of the reader's units has received."""

    unit = UnitSerializer()


class OpenedNoticeSerializer(NoticeDetailSerializer):
    """A notice that has been opened. content: its fields, by its kind; changed: those that differ from before."""

    content = serializers.DictField(source="version.content")
    ground = serializers.ChoiceField(source="version.ground", choices=Ground.choices)
    sha256 = serializers.CharField(source="version.sha256")
    changed = serializers.ListField(source="version.changed", child=serializers.CharField())
    notice = NoticeSerializer(source="seen")


class DraftSerializer(Shape):
    """A draft of the actor's own."""

    ref = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=DraftKind.choices)
    unit = serializers.UUIDField(source="unit.ref")
    case = serializers.UUIDField(source="case.ref", allow_null=True, default=None)
    content = serializers.JSONField()
    version = serializers.IntegerField()
    updated_at = instant()
