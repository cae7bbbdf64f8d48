"""Notices: documents that are sent, the right to their content, and what has become of them at each recipient."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, ClassVar, Final, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from accounts.kinds import OutsideBy, Side, UnitKind
from accounts.models import Controller, Unit
from accounts.models.guarded import Guarded
from accounts.models.signed import Signed, signed_by_somebody
from accounts.roles import Permission
from discharge.models.cases import Case
from discharge.models.pairs import not_before, set_together
from discharge.models.visibility import (
    OwnSide,
    admitted,
    has_copy,
    has_received,
    named_if_protected,
    not_sent_in_error,
    on_any_side,
)
from rules.tracks import receipt

if TYPE_CHECKING:
    from accounts.actor import Actor

# What only the sender's unit, and what only a recipient unit, may do with a notice.
SENDERS = frozenset({Permission.CORRECT, Permission.RECALL})
RECIPIENTS = frozenset({Permission.ACKNOWLEDGE, Permission.REPORT_WRONG_RECIPIENT, Permission.FORWARD})


class NoticeKind(models.TextChoices):
    """What is sent."""

    MESSAGE = "message", _("Meddelande")
    ADMISSION = "admission", _("Inskrivningsmeddelande")
    ESTIMATE_CHANGE = "estimate_change", _("Ändrad beräknad utskrivning")
    READY = "ready", _("Utskrivningsklar")
    READY_WITHDRAWN = "ready_withdrawn", _("Utskrivningsklar har tagits tillbaka")
    CARE_CONTACT = "care_contact", _("Fast vårdkontakt")
    CAN_RECEIVE = "can_receive", _("Klar att ta emot")
    SIP_ANSWER = "sip_answer", _("Svar om SIP")
    SIP_CALL = "sip_call", _("Kallelse till SIP")
    DISCHARGE_INFORMATION = "discharge_information", _("Information vid utskrivning")
    LEFT = "left", _("Har lämnat sjukhuset")
    LEAVING_UNDONE = "leaving_undone", _("Är kvar på sjukhuset")
    SERVICES_REPLY = "services_reply", _("Svar om insatser")
    UNDERLAY = "underlay", _("Underlag för planering")
    QUESTION = "question", _("Fråga")
    ANSWER = "answer", _("Svar på fråga")
    INFORMATION_PART = "information_part", _("Information inför utskrivning")
    CAN_RECEIVE_WITHDRAWN = "can_receive_withdrawn", _("Kan inte längre ta emot")
    SERVICES_DECLINED = "services_declined", _("Tackar nej till insatser")
    WARD_CHANGE = "ward_change", _("Byte av avdelning")
    TRANSFER = "transfer", _("Flytt till ett annat sjukhus")
    ABSENCE = "absence", _("Permission")
    OPT_DECISION = "opt_decision", _("Beslut om öppen tvångsvård")
    CARE_PLAN = "care_plan", _("Samordnad vårdplan")
    RETURNED = "returned", _("Åter inskriven")
    BLOCKER = "blocker", _("Väntar på något")
    BLOCKER_SOLVED = "blocker_solved", _("Behöver inte vänta längre")
    OBSTACLE = "obstacle", _("Hinder i öppenvården")
    OBSTACLE_JUDGED = "obstacle_judged", _("Bedömning av hinder i öppenvården")
    OBSTACLE_SOLVED = "obstacle_solved", _("Hindret i öppenvården är löst")
    DISAGREEMENT = "disagreement", _("Invändning mot utskrivningsklar")
    DISAGREEMENT_ANSWER = "disagreement_answer", _("Svar på invändning")
    DISAGREEMENT_WITHDRAWN = "disagreement_withdrawn", _("Invändningen är återtagen")
    REFERRAL_ANSWER = "referral_answer", _("Svar på remiss")
    RESPONSIBILITY = "responsibility", _("Medicinskt ansvar")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Samtycke är återtaget")
    SIP_NEED = "sip_need", _("Behov av SIP")
    SIP_REQUEST = "sip_request", _("Begäran om SIP")


class Ground(models.TextChoices):
    """Why what a notice tells may be told (law.md S-20–S-23)."""

    CONSENT = "consent", _("samtycke")
    HARM_TEST = "harm_test", _("menprövning")
    UNABLE_TO_CONSENT = "unable_to_consent", _("kan inte samtycka, behövs för vården")
    SPECIAL_GROUP = "special_group", _("barn, missbruk eller tvångsvård, behövs för vården")
    OWN_SIDE = "own_side", _("inom den egna verksamheten")
    DUTY = "duty", _("uppgiftsskyldighet enligt lag")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Notices."""

    def visible_to(self, actor: Actor) -> Self:
        """Those whose content the actor may read; and that they were sent, those that a unit of hers no longer has."""
        return self.filter(
            on_any_side(
                actor,
                lambda own: (
                    admitted(actor, own, "case") & has_copy(own, "pk") & not_sent_in_error(own, "pk", "case")
                    | named_if_protected(actor, own, "case") & has_received(own, "pk")
                ),
            )
        )

    def received_by(self, actor: Actor) -> Self:
        """Those that one of the actor's units has received, also by mistake, or sent on."""
        return self.filter(on_any_side(actor, lambda own: has_received(own, "pk")))

    def readable_by(self, actor: Actor) -> Self:
        """Those whose content the actor's own side has sent or received."""
        return self.filter(
            on_any_side(
                actor,
                lambda own: admitted(actor, own, "case") & has_copy(own, "pk") & not_sent_in_error(own, "pk", "case"),
            )
        )


class Notice(Guarded):
    """What was sent, and stays the same through its corrections: case, kind, sender, and what it answers.

    `version` is the number of the NoticeVersion that holds now; it is what forms and the API expect.
    """

    ref = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    case = models.ForeignKey(Case, models.PROTECT, related_name="notices")
    kind = models.CharField(max_length=32, choices=NoticeKind.choices)
    version = models.PositiveSmallIntegerField(default=1)
    sender_unit = models.ForeignKey(Unit, models.PROTECT, related_name="sent_notices")
    sender_controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    sender_side = models.CharField(max_length=8, choices=Side.choices)
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="answered_by")
    sent_at = models.DateTimeField()
    recalled_at = models.DateTimeField(null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "ref", "case", "kind", "version", "sender_unit", "sender_controller", "sender_side", "answers"),
        *("sent_at", "recalled_at"),
    )

    class Meta:
        verbose_name = _("meddelande")
        verbose_name_plural = _("meddelanden")
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=NoticeKind.values), name="notice_kind_known"),
            models.CheckConstraint(condition=Q(version__gte=1), name="notice_version_begins_with_one"),
            models.CheckConstraint(condition=Q(sender_side__in=Side.values), name="notice_sender_side_known"),
            not_before("notice_is_recalled_after_it_is_sent", "recalled_at", "sent_at"),
        ]
        indexes = [models.Index(fields=["case", "sent_at", "id"], name="notice_by_case")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """The role's in the case; what is the sender's unit's or a recipient unit's alone, for those only.

        A unit that has returned it or sent it on is still told so, and not that it never had it.
        """
        permissions = self.case.permissions_of(actor) - SENDERS - RECIPIENTS
        if self.sender_unit_id in actor.unit_ids:
            permissions |= actor.permissions & SENDERS
        if type(self).objects.filter(pk=self.pk).received_by(actor).exists():
            permissions |= actor.permissions & RECIPIENTS
        return permissions


class NoticeVersion(Signed):
    """The content of a notice as it was sent or corrected. Rows are only ever added.

    content: a dataclass per kind, written as JSON; sha256: of its canonical bytes; ground: why it may be disclosed.
    changed: which fields differ from the version before.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    schema_version = models.PositiveSmallIntegerField()
    ground = models.CharField(max_length=20, choices=Ground.choices)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    changed = models.JSONField(default=list)
    sent_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")

    PERSONAL: ClassVar[tuple[str, ...]] = ("content",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "notice", "number", "schema_version", "ground", "sha256", "changed", "sent_at", "unit"),
        *("user_id", "user_name", "system_name", "assignment_ref", "role"),
    )

    class Meta:
        verbose_name = _("meddelandets innehåll")
        verbose_name_plural = _("meddelandens innehåll")
        constraints = [
            models.UniqueConstraint(fields=["notice", "number"], name="notice_version_number_is_used_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="notice_version_number_begins_with_one"),
            models.CheckConstraint(condition=Q(ground__in=Ground.values), name="notice_version_ground_known"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="notice_version_sha256_is_whole"),
            signed_by_somebody("notice_version"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.number}"


class NoticeCopy(models.Model):
    """The right of a controller and side to a notice's content: as sender or as recipient (PDL 2 kap. 6 §, S-01, S-12).

    closed_at: it was recalled because nobody there should have had it.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="copies")
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    from_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = ("id", "notice", "controller", "side", "from_at", "closed_at")

    class Meta:
        verbose_name = _("exemplar")
        verbose_name_plural = _("exemplar")
        constraints = [
            models.UniqueConstraint(
                fields=["notice", "controller", "side"], name="copy_is_one_per_controller_and_side"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="copy_side_known"),
            not_before("copy_closes_after_it_began", "closed_at", "from_at"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.controller} {self.side}"


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Receipts."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the actor's own side, and those that her side as sender waits for and may know of."""
        return self.filter(
            on_any_side(
                actor,
                lambda own: (
                    admitted(actor, own, "notice__case")
                    & (
                        Q(controller_id=own.controller_id, side=own.side)
                        | Q(notice__sender_controller_id=own.controller_id, notice__sender_side=own.side) & _followed()
                    )
                    | _received(actor, own)
                ),
            )
        )

    def received_by(self, actor: Actor) -> Self:
        """Those of the actor's own units, of which she always knows: a part of those visible, found by index."""
        return self.filter(on_any_side(actor, lambda own: _received(actor, own)))


# Of these the sender chooses the recipients; to all others of the stay the product sends what a receiver says.
CHOSEN: Final = frozenset({NoticeKind.MESSAGE, NoticeKind.QUESTION})


def is_followed(notice: Notice, unit: Unit) -> bool:
    """Whether the sender of a notice may know that a unit has it: a discreet one is known to the ward, and to whoever
    chose it. A ward is known to all whom it has told of the stay.
    """
    return (
        not unit.discreet
        or unit.kind == UnitKind.WARD
        or notice.kind in CHOSEN
        or notice.sender_unit.kind == UnitKind.WARD
    )


def _followed() -> Q:
    """The same in the database."""
    known = Q(unit__discreet=False) | Q(unit__kind=UnitKind.WARD)
    return known | Q(notice__kind__in=CHOSEN) | Q(notice__sender_unit__kind=UnitKind.WARD)


def _received(actor: Actor, own: OwnSide) -> Q:
    return named_if_protected(actor, own, "notice__case") & Q(unit_id__in=own.unit_ids, outside="")


class Receipt(Guarded):
    """What has become of a notice at one recipient unit. Its states and ways between them: rules/tracks/receipt.py.

    seen_version: the latest version that somebody there has opened, 0 when nobody has. The pairs of time and
    assignment say who last read, settled (acknowledged, or the recall of it) and returned it.
    outside: how it was sent to a unit that nobody reaches here, truly at `sent_at`; such a one stands in no list, and
    gives the unit no part in the case.
    """

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="receipts")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="receipts")
    controller = models.ForeignKey(Controller, models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    state = models.CharField(max_length=20, choices=[(state.value, state.value) for state in receipt.State])
    sent_at = models.DateTimeField()
    in_list_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    read_by = models.UUIDField(null=True, blank=True)
    outside = models.CharField(max_length=8, choices=OutsideBy.choices, blank=True, default="")
    seen_version = models.PositiveSmallIntegerField(default=0)
    acknowledged_at = models.DateTimeField(null=True, blank=True)
    acknowledged_by = models.UUIDField(null=True, blank=True)
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.UUIDField(null=True, blank=True)

    objects = ReceiptQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ()
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "notice", "unit", "controller", "side", "state", "sent_at", "in_list_at", "read_at", "read_by"),
        *("seen_version", "acknowledged_at", "acknowledged_by", "returned_at", "returned_by", "outside"),
    )

    class Meta:
        verbose_name = _("kvittens")
        verbose_name_plural = _("kvittenser")
        constraints = [
            models.UniqueConstraint(fields=["notice", "unit"], name="receipt_is_one_per_unit"),
            models.CheckConstraint(
                condition=Q(state__in=[state.value for state in receipt.State]), name="receipt_state_known"
            ),
            models.CheckConstraint(condition=Q(side__in=Side.values), name="receipt_side_known"),
            models.CheckConstraint(condition=Q(outside__in=["", *OutsideBy.values]), name="receipt_outside_known"),
            models.CheckConstraint(
                condition=~Q(state=receipt.State.SENT_OUTSIDE) | ~Q(outside=""), name="receipt_sent_outside_says_how"
            ),
            set_together("receipt_read_at_and_by_together", "read_at", "read_by"),
            set_together("receipt_acknowledged_at_and_by_together", "acknowledged_at", "acknowledged_by"),
            set_together("receipt_returned_at_and_by_together", "returned_at", "returned_by"),
            models.CheckConstraint(
                condition=~Q(state=receipt.State.READ) | Q(read_at__isnull=False), name="receipt_read_has_a_reader"
            ),
            models.CheckConstraint(
                condition=~Q(state=receipt.State.ACKNOWLEDGED) | Q(acknowledged_at__isnull=False),
                name="receipt_acknowledged_has_an_acknowledger",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "sent_at"], name="receipt_by_unit_and_state"),
            models.Index(fields=["unit", "-sent_at", "-id"], name="receipt_latest_by_unit"),
        ]

    def __str__(self) -> str:
        return f"{self.notice} {self.unit} {self.state}"
