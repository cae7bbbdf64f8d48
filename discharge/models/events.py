"""Events: everything that happened in a case, in order, told once and never changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from accounts.kinds import Side
from accounts.models import Controller, Unit
from accounts.models.guarded import Guarded
from accounts.models.signed import Signed, signed_by_somebody
from discharge.models.cases import Case
from discharge.models.notices import Notice
from discharge.models.pairs import set_together
from discharge.models.visibility import OwnSide, admitted, has_copy, on_any_side

if TYPE_CHECKING:
    from accounts.actor import Actor


class EventKind(models.TextChoices):
    CASE_OPENED = "case_opened", _("Ärendet öppnades")
    NOTICE_SENT = "notice_sent", _("Skickades")
    NOTICE_SENT_OUTSIDE = "notice_sent_outside", _("Skickades utanför systemet")
    NOTICE_READ = "notice_read", _("Lästes")
    NOTICE_ACKNOWLEDGED = "notice_acknowledged", _("Kvitterades")
    NOTICE_RETURNED = "notice_returned", _("Återsändes, fel mottagare")
    NOTICE_FORWARDED = "notice_forwarded", _("Skickades vidare")
    NOTICE_CORRECTED = "notice_corrected", _("Rättades")
    NOTICE_RECALLED = "notice_recalled", _("Återkallades")
    RECIPIENT_RECALLED = "recipient_recalled", _("Återkallades, fel mottagare")
    RECALL_ACKNOWLEDGED = "recall_acknowledged", _("Återkallandet kvitterades")
    ACCESS_GRANTED = "access_granted", _("Åtkomst gavs")
    ACCESS_ENDED = "access_ended", _("Åtkomst upphörde")
    DEADLINE_MISSED = "deadline_missed", _("Tiden gick ut")
    DEADLINE_CORRECTED = "deadline_corrected", _("En missad tid räknades om")
    STAY_REGISTERED = "stay_registered", _("Skrevs in")
    NEED_JUDGED = "need_judged", _("Behovet bedömdes")
    NO_NEED_JUDGED = "no_need_judged", _("Bedömdes inte behöva insatser efteråt")
    NEED_REOPENED = "need_reopened", _("Behovet ska bedömas på nytt")
    ESTIMATED = "estimated", _("Utskrivningen beräknades")
    ADMISSION_SENT = "admission_sent", _("Inskrivningsmeddelande skickades")
    ESTIMATE_SENT = "estimate_sent", _("Beräknad utskrivning ändrades")
    READY_SENT = "ready_sent", _("Utskrivningsklar meddelades")
    READINESS_WITHDRAWN = "readiness_withdrawn", _("Utskrivningsklar togs tillbaka")
    CARE_CONTACT_SENT = "care_contact_sent", _("Fast vårdkontakt utsågs")
    CAN_RECEIVE_SENT = "can_receive_sent", _("Klar att ta emot meddelades")
    SIP_ANSWERED = "sip_answered", _("Svar om SIP meddelades")
    SIP_CALLED = "sip_called", _("Kallades till SIP")
    INFORMATION_SENT = "information_sent", _("Utskrivningsinformation skickades")
    LEFT = "left", _("Lämnade sjukhuset")
    LEAVING_UNDONE = "leaving_undone", _("Utskrivningen ångrades")
    SERVICES_REPLIED = "services_replied", _("Svar om insatser skickades")
    UNDERLAY_SENT = "underlay_sent", _("Underlag för planering skickades")
    QUESTION_ASKED = "question_asked", _("En fråga ställdes")
    QUESTION_ANSWERED = "question_answered", _("En fråga besvarades")
    INFORMATION_PART_SENT = "information_part_sent", _("Information inför utskrivning skickades")
    CAN_RECEIVE_WITHDRAWN = "can_receive_withdrawn", _("Klar att ta emot togs tillbaka")
    SERVICES_DECLINED = "services_declined", _("Patienten tackade nej till insatser")
    SUMMARY_GIVEN = "summary_given", _("Sammanfattningen lämnades till patienten")
    WARD_CHANGED = "ward_changed", _("Flyttades till en annan avdelning")
    TRANSFERRED = "transferred", _("Flyttades till ett annat sjukhus")
    MUNICIPALITY_CHANGED = "municipality_changed", _("Folkbokföringskommunen ändrades")
    ABSENCE_BEGUN = "absence_begun", _("Permission började")
    ABSENCE_ENDED = "absence_ended", _("Permission slutade")
    FACTS_CORRECTED = "facts_corrected", _("Uppgifter om vårdtillfället rättades")
    OPT_DECIDED = "opt_decided", _("Beslut om öppen tvångsvård meddelades")
    CARE_PLAN_DRAWN_UP = "care_plan_drawn_up", _("Samordnad vårdplan upprättades")
    RETURNED = "returned", _("Blev åter inskriven")
    BLOCKER_RAISED = "blocker_raised", _("Något som patienten väntar på antecknades")
    BLOCKER_CHANGED = "blocker_changed", _("Det som patienten väntar på fick ny ägare eller tid")
    BLOCKER_SOLVED = "blocker_solved", _("Det som patienten väntade på är löst")
    OBSTACLE_REPORTED = "obstacle_reported", _("Hinder i öppenvården anmäldes")
    OBSTACLE_JUDGED = "obstacle_judged", _("Hinder i öppenvården bedömdes")
    OBSTACLE_SOLVED = "obstacle_solved", _("Hinder i öppenvården löstes")
    DISAGREEMENT_RAISED = "disagreement_raised", _("Invändning mot utskrivningsklar")
    DISAGREEMENT_ANSWERED = "disagreement_answered", _("Invändningen besvarades")
    DISAGREEMENT_WITHDRAWN = "disagreement_withdrawn", _("Invändningen togs tillbaka")
    SOCIAL_CONTACTED = "social_contacted", _("Patienten kontaktades av socialtjänsten")
    SOCIAL_APPLIED = "social_applied", _("Ansökan om insatser togs emot")
    SOCIAL_NOT_APPLIED = "social_not_applied", _("Ingen ansökan om insatser görs")
    SOCIAL_DECIDED = "social_decided", _("Beslut om insatser fattades")
    SOCIAL_ORDERED = "social_ordered", _("Insatserna beställdes")
    PROVIDER_CONFIRMED = "provider_confirmed", _("Utföraren bekräftade beställningen")
    PROVIDER_DECLINED = "provider_declined", _("Utföraren tackade nej till beställningen")
    REFERRAL_ANSWERED = "referral_answered", _("Remissen besvarades")
    RESPONSIBILITY_CHANGED = "responsibility_changed", _("Det medicinska ansvaret ändrades")
    CONSENT_RECORDED = "consent_recorded", _("Samtycke antecknades")
    CONSENT_WITHDRAWN = "consent_withdrawn", _("Samtycke återtogs")
    HARM_TEST_RECORDED = "harm_test_recorded", _("Menprövning gjordes")
    REPRESENTATIVE_RECORDED = "representative_recorded", _("Företrädare antecknades")
    REPRESENTATIVE_ENDED = "representative_ended", _("Företrädare togs bort")
    SIP_NEED_JUDGED = "sip_need_judged", _("Behovet av SIP bedömdes")
    SIP_REQUESTED = "sip_requested", _("SIP begärdes")
    SIP_OFFERED = "sip_offered", _("SIP erbjöds")
    SIP_CONSENT_WITHDRAWN = "sip_consent_withdrawn", _("Samtycke till SIP återtogs")
    SIP_CALLER_NAMED = "sip_caller_named", _("En annan vårdkontakt kallar till SIP")
    STAY_CLOSED = "stay_closed", _("Vårdtillfället avslutades")
    STAY_CANCELLED = "stay_cancelled", _("Vårdtillfället ströks: registrerat av misstag")


class EventQuerySet(models.QuerySet["Event"]):
    """Events."""

    def visible_to(self, actor: Actor) -> Self:
        """What the actor's own side did, and what it was told of the notices that it has sent or received."""
        return self.filter(on_any_side(actor, lambda own: admitted(actor, own, "case") & (_own(own) | _told(own))))


def _own(own: OwnSide) -> Q:
    return Q(controller_id=own.controller_id, side=own.side)


def _told(own: OwnSide) -> Q:
    """Of a notice's events the sender is told all, a recipient those that concern every recipient or itself."""
    sent_it = Q(notice__sender_controller_id=own.controller_id, notice__sender_side=own.side)
    received_it = Q(party__isnull=True) & has_copy(own, "notice") | Q(party_id__in=own.unit_ids)
    return Q(audience=Event.Audience.NOTICE) & (sent_it | received_it)


class Event(Signed, Guarded):
    """One thing that happened. `seq` has no gaps within the case, because it is drawn under the case's lock.

    at: when it happened in the world; recorded_at: when we were told. audience: `own` is for the acting controller
    and side; `notice` for the notice's sender and recipients, or when `party` is set for its sender and that one.
    data: what the rules and lists need, validated per kind (discharge/event_data.py); never the content of a notice.
    """

    class Audience(models.TextChoices):
        OWN = "own", _("den egna sidan")
        NOTICE = "notice", _("meddelandets avsändare och mottagare")

    case = models.ForeignKey(Case, models.PROTECT, related_name="events")
    seq = models.IntegerField()
    kind = models.CharField(max_length=32, choices=EventKind.choices)
    schema_version = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    recorded_at = models.DateTimeField()
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    controller = models.ForeignKey(Controller, models.PROTECT, null=True, blank=True, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices, null=True, blank=True)
    audience = models.CharField(max_length=8, choices=Audience.choices)
    notice = models.ForeignKey(Notice, models.PROTECT, null=True, blank=True, related_name="events")
    party = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+")
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    data = models.JSONField(default=dict)

    objects = EventQuerySet.as_manager()

    PERSONAL: ClassVar[tuple[str, ...]] = ("data",)
    NOT_PERSONAL: ClassVar[tuple[str, ...]] = (
        *("id", "case", "seq", "kind", "schema_version", "at", "recorded_at", "unit", "controller", "side"),
        *("audience", "notice", "party", "corrects"),
        *("user_id", "user_name", "system_name", "assignment_ref", "role"),
    )

    class Meta:
        verbose_name = _("händelse")
        verbose_name_plural = _("händelser")
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="event_seq_is_used_once"),
            models.CheckConstraint(condition=Q(seq__gte=1), name="event_seq_begins_with_one"),
            models.CheckConstraint(condition=Q(at__lte=F("recorded_at")), name="event_is_not_in_the_future"),
            models.CheckConstraint(
                condition=Q(audience="own") | Q(audience="notice", notice__isnull=False),
                name="event_for_a_notices_audience_has_a_notice",
            ),
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(system_name=""), name="event_of_a_person_has_a_unit"
            ),
            set_together("event_unit_controller_and_side_together", "unit", "controller", "side"),
            signed_by_somebody("event"),
        ]
        indexes = [models.Index(fields=["notice", "seq"], name="event_by_notice")]

    def __str__(self) -> str:
        return f"{self.case} {self.seq} {self.kind}"

    # What the fold names things by; each only of an event that has it.

    @property
    def notice_ref(self) -> UUID:
        assert self.notice is not None
        return self.notice.ref

    @property
    def unit_ref(self) -> UUID:
        assert self.unit is not None
        return self.unit.ref

    @property
    def party_ref(self) -> UUID:
        assert self.party is not None
        return self.party.ref
