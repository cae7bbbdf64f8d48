"""Swedish words of the pages that no other app has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from accounts.kinds import OutsideBy
from desk.selectors.worklist import Shown
from discharge.labels import RECEIPT_STATES, RETURNED
from discharge.models import Event, Receipt
from discharge.models.events import EventKind
from discharge.selectors.recipients import Why
from discharge.turns import Action
from rules.tracks.receipt import State

SHOWN: Final[Mapping[Shown, Promise]] = {
    Shown.OURS: _("Vår tur"),
    Shown.THEIRS: _("Väntar på andra"),
    Shown.NOBODYS: _("Inget att göra"),
    Shown.ALL: _("Alla"),
}

WHY_PROPOSED: Final[Mapping[Why, Promise]] = {
    Why.PLACEMENT: _("Kommunen som har placerat personen"),
    Why.ADDRESS: _("Svarar för adressen"),
    Why.LISTED: _("Listad här"),
    Why.AREA: _("Områdesansvar"),
}

# A turn as a state word: its tone and the word.
TURN_STATES: Final[Mapping[str, tuple[str, Promise]]] = {
    Action.RESEND: ("late", _("återsänt")),
    Action.ACKNOWLEDGE_RECALL: ("late", _("återkallat")),
    Action.READ: ("info", _("oläst")),
    Action.ACKNOWLEDGE: ("soon", _("ska kvitteras")),
    Action.JUDGE_NEED: ("soon", _("bedöm behov")),
    Action.ANSWER_DISAGREEMENT: ("soon", _("svara på invändning")),
    Action.JUDGE_OBSTACLE: ("soon", _("bedöm hinder")),
    Action.SOLVE_BLOCKER: ("soon", _("patienten väntar")),
    Action.ANSWER_ABOUT_RESPONSIBILITY: ("soon", _("svara om ansvar")),
    Action.SEND_ADMISSION_NOTICE: ("soon", _("meddela inskrivning")),
    Action.NAME_CARE_CONTACT: ("soon", _("utse vårdkontakt")),
    Action.CALL_SIP: ("soon", _("kalla till SIP")),
    Action.ANSWER_SIP_REQUEST: ("soon", _("svara på begäran om SIP")),
    Action.ANSWER_QUESTION: ("soon", _("svara på fråga")),
    Action.ANSWER_REFERRAL: ("soon", _("svara på remiss")),
    Action.REPLY_ABOUT_SERVICES: ("soon", _("svara om insatser")),
    Action.SAY_CAN_RECEIVE: ("soon", _("planera hemgång")),
    Action.SEND_INFORMATION: ("soon", _("skicka information")),
    Action.REGISTER_LEAVING: ("info", _("kan tas emot")),
    Action.CLOSE_STAY: ("none", _("avsluta")),
    Action.AWAIT: ("none", _("väntar på andra")),
    Action.NOTHING: ("done", _("inget att göra")),
}
_RECEIPT_TONES: Final[Mapping[str, str]] = {
    State.SENT: "none",
    State.SENT_OUTSIDE: "none",
    State.IN_LIST: "info",
    State.READ: "soon",
    State.ACKNOWLEDGED: "done",
    State.RECALLED: "late",
    State.WRONG_RECIPIENT: "late",
    State.WITHDRAWN: "none",
}


def receipt_state(receipt: Receipt) -> tuple[str, Promise | str]:
    """A receipt's tone and word; where the recipient itself sent it back, or it went outside, that is said."""
    word: Promise | str = RETURNED if receipt.returned_at else RECEIPT_STATES[receipt.state]
    if receipt.state == State.SENT_OUTSIDE:
        word = _now("%(sent)s med %(how)s") % {"sent": word, "how": receipt.get_outside_display()}
    return _RECEIPT_TONES[receipt.state], word


def worklist_heading(actions: Mapping[str, int]) -> str:
    """How much there is to do, and what: "3 att läsa, 1 att kvittera"."""
    said = [words for action, number in _in_order(actions) if (words := _amount(action, number))]
    return ", ".join(said) if said else _now("Inget väntar på er")


def _in_order(actions: Mapping[str, int]) -> list[tuple[Action, int]]:
    return [(action, actions[action]) for action in Action if action in actions]


# What a stay asks for, after the number of cases.
_IN_STAYS: Final[Mapping[Action, Promise]] = {
    Action.JUDGE_NEED: _("att bedöma"),
    Action.ANSWER_DISAGREEMENT: _("med invändning"),
    Action.JUDGE_OBSTACLE: _("med hinder att bedöma"),
    Action.SOLVE_BLOCKER: _("som väntar på er"),
    Action.ANSWER_ABOUT_RESPONSIBILITY: _("med fråga om ansvar"),
    Action.SEND_ADMISSION_NOTICE: _("att meddela"),
    Action.NAME_CARE_CONTACT: _("utan vårdkontakt"),
    Action.CALL_SIP: _("att kalla till SIP"),
    Action.ANSWER_SIP_REQUEST: _("med begäran om SIP"),
    Action.ANSWER_QUESTION: _("med fråga att svara på"),
    Action.ANSWER_REFERRAL: _("med remiss att svara på"),
    Action.REPLY_ABOUT_SERVICES: _("att svara om insatser"),
    Action.SAY_CAN_RECEIVE: _("att planera"),
    Action.SEND_INFORMATION: _("utan information"),
    Action.REGISTER_LEAVING: _("som kan tas emot"),
    Action.CLOSE_STAY: _("att avsluta"),
}


def _amount(action: Action, number: int) -> str:
    if action in _IN_STAYS:
        return f"{number} {_IN_STAYS[action]}"
    if action == Action.RESEND:
        return ngettext("%(n)s har kommit tillbaka", "%(n)s har kommit tillbaka", number) % {"n": number}
    if action == Action.ACKNOWLEDGE_RECALL:
        return ngettext("%(n)s återkallat att kvittera", "%(n)s återkallade att kvittera", number) % {"n": number}
    if action == Action.READ:
        return ngettext("%(n)s att läsa", "%(n)s att läsa", number) % {"n": number}
    return ngettext("%(n)s att kvittera", "%(n)s att kvittera", number) % {"n": number}


def happened(event: Event, recipients: Sequence[str], units: Mapping[str, str]) -> str:
    """An event in words. recipients: of its notice, as the reader may know them; units: names by ref."""
    if event.kind == EventKind.NOTICE_SENT and recipients:
        return _now("Meddelande skickades till %(units)s") % {"units": ", ".join(recipients)}
    if event.kind in TO_UNITS and recipients:
        return f"{event.get_kind_display()} {_now('till')} {', '.join(recipients)}"
    if event.kind == EventKind.NOTICE_FORWARDED:
        return _now("Meddelandet skickades vidare till %(unit)s") % {"unit": units[event.data["to"]]}
    if event.kind == EventKind.NOTICE_SENT_OUTSIDE:
        how = OutsideBy(event.data["how"]).label
        return _now("Skickades utanför systemet med %(how)s till %(unit)s") % {"how": how, "unit": event.party}
    said = str(HAPPENED.get(event.kind) or event.get_kind_display())
    return f"{said} ({event.party.name})" if event.party and event.kind == EventKind.RECIPIENT_RECALLED else said


# Of these the timeline says whom they were sent to.
TO_UNITS: Final = frozenset(
    {
        *(EventKind.ADMISSION_SENT, EventKind.READY_SENT, EventKind.INFORMATION_SENT, EventKind.SIP_CALLED),
        *(EventKind.UNDERLAY_SENT, EventKind.QUESTION_ASKED, EventKind.INFORMATION_PART_SENT),
    }
)
HAPPENED: Final[Mapping[str, Promise]] = {
    EventKind.CASE_OPENED: _("Ärendet öppnades"),
    EventKind.NOTICE_SENT: _("Meddelande skickades"),
    EventKind.NOTICE_READ: _("Meddelandet lästes"),
    EventKind.NOTICE_ACKNOWLEDGED: _("Meddelandet kvitterades"),
    EventKind.NOTICE_RETURNED: _("Meddelandet återsändes: fel mottagare"),
    EventKind.NOTICE_CORRECTED: _("Meddelandet rättades"),
    EventKind.NOTICE_RECALLED: _("Meddelandet återkallades"),
    EventKind.RECIPIENT_RECALLED: _("Meddelandet återkallades: fel mottagare"),
    EventKind.RECALL_ACKNOWLEDGED: _("Återkallandet kvitterades"),
    EventKind.ACCESS_GRANTED: _("Någon fick läsa ärendet"),
    EventKind.ACCESS_ENDED: _("Någons åtkomst till ärendet upphörde"),
}
