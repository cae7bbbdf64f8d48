"""Swedish words for what the tables and tracks call things."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from discharge.models.events import EventKind
from discharge.turns import Action
from rules.tracks.receipt import State

RECEIPT_STATES: Final[Mapping[str, Promise]] = {
    State.SENT: _("Skickat"),
    State.SENT_OUTSIDE: _("Skickat utanför systemet"),
    State.IN_LIST: _("Oläst"),
    State.READ: _("Läst"),
    State.ACKNOWLEDGED: _("Kvitterat"),
    State.RECALLED: _("Återkallat, ska kvitteras"),
    State.WRONG_RECIPIENT: _("Återkallat, fel mottagare"),
    State.WITHDRAWN: _("Återkallat"),
}

# Where the recipient itself sent it back.
RETURNED: Final = _("Återsänt, fel mottagare")

TURN_ACTIONS: Final[Mapping[str, Promise]] = {
    Action.RESEND: _("Skicka till rätt mottagare"),
    Action.ACKNOWLEDGE_RECALL: _("Kvittera återkallandet"),
    Action.READ: _("Läs"),
    Action.ACKNOWLEDGE: _("Kvittera"),
    Action.JUDGE_NEED: _("Bedöm behov"),
    Action.SEND_ADMISSION_NOTICE: _("Skicka inskrivningsmeddelande"),
    Action.NAME_CARE_CONTACT: _("Utse fast vårdkontakt"),
    Action.CALL_SIP: _("Kalla till SIP"),
    Action.SAY_CAN_RECEIVE: _("Meddela klar att ta emot"),
    Action.SEND_INFORMATION: _("Skicka utskrivningsinformation"),
    Action.REGISTER_LEAVING: _("Registrera utskrivning"),
    Action.CLOSE_STAY: _("Avsluta vårdtillfället"),
    Action.AWAIT: _("Väntar på kvittens"),
    Action.NOTHING: _("Inget att göra"),
}

# What a unit is told outside its list; no word about whom.
NOTIFICATIONS: Final[Mapping[str, Promise]] = {
    EventKind.NOTICE_SENT: _("Nytt meddelande"),
    EventKind.ADMISSION_SENT: _("Nytt inskrivningsmeddelande"),
    EventKind.ESTIMATE_SENT: _("Beräknad utskrivning har ändrats"),
    EventKind.READY_SENT: _("Underrättelse om utskrivningsklar"),
    EventKind.READINESS_WITHDRAWN: _("Utskrivningsklar har tagits tillbaka"),
    EventKind.CARE_CONTACT_SENT: _("En fast vårdkontakt är utsedd"),
    EventKind.CAN_RECEIVE_SENT: _("En mottagare är klar att ta emot"),
    EventKind.SIP_ANSWERED: _("Svar om SIP"),
    EventKind.SIP_CALLED: _("Kallelse till SIP"),
    EventKind.INFORMATION_SENT: _("Utskrivningsinformation"),
    EventKind.LEFT: _("En patient har lämnat sjukhuset"),
    EventKind.LEAVING_UNDONE: _("En utskrivning är ångrad"),
    EventKind.NOTICE_FORWARDED: _("Ett meddelande har skickats vidare till er"),
    EventKind.NOTICE_CORRECTED: _("Ett meddelande har rättats och ska läsas igen"),
    EventKind.NOTICE_RECALLED: _("Ett meddelande har återkallats"),
    EventKind.NOTICE_RETURNED: _("Ett meddelande har kommit tillbaka: fel mottagare"),
    EventKind.RECIPIENT_RECALLED: _("Ett meddelande har återkallats: fel mottagare"),
    "names_needed": _("Ett ärende med skyddade personuppgifter väntar på att någon får läsa det"),
    "deadline_missed": _("En tid har gått ut"),
}
