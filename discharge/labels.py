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
    Action.ANSWER_DISAGREEMENT: _("Svara på invändningen"),
    Action.JUDGE_OBSTACLE: _("Bedöm hindret i öppenvården"),
    Action.SOLVE_BLOCKER: _("Lös det som patienten väntar på"),
    Action.ANSWER_ABOUT_RESPONSIBILITY: _("Svara om det medicinska ansvaret"),
    Action.SEND_ADMISSION_NOTICE: _("Skicka inskrivningsmeddelande"),
    Action.NAME_CARE_CONTACT: _("Utse fast vårdkontakt"),
    Action.CALL_SIP: _("Kalla till SIP"),
    Action.ANSWER_SIP_REQUEST: _("Svara på begäran om SIP"),
    Action.ANSWER_QUESTION: _("Svara på en fråga"),
    Action.ANSWER_REFERRAL: _("Svara på en remiss"),
    Action.REPLY_ABOUT_SERVICES: _("Svara om insatser"),
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
    EventKind.SERVICES_REPLIED: _("Svar om insatser"),
    EventKind.UNDERLAY_SENT: _("Nytt underlag för planering"),
    EventKind.QUESTION_ASKED: _("En fråga väntar på svar"),
    EventKind.QUESTION_ANSWERED: _("Svar på en fråga"),
    EventKind.INFORMATION_PART_SENT: _("Information inför en utskrivning"),
    EventKind.CAN_RECEIVE_WITHDRAWN: _("En mottagare kan inte längre ta emot"),
    EventKind.SERVICES_DECLINED: _("En patient tackar nej till insatser"),
    EventKind.LEFT: _("En patient har lämnat sjukhuset"),
    EventKind.LEAVING_UNDONE: _("En utskrivning är ångrad"),
    EventKind.WARD_CHANGED: _("En patient har flyttats till en annan avdelning"),
    EventKind.TRANSFERRED: _("En patient har flyttats till ett annat sjukhus"),
    EventKind.ABSENCE_BEGUN: _("En patient är på permission"),
    EventKind.ABSENCE_ENDED: _("En patient är tillbaka från permission"),
    EventKind.OPT_DECIDED: _("Beslut om öppen tvångsvård"),
    EventKind.CARE_PLAN_DRAWN_UP: _("En samordnad vårdplan är upprättad"),
    EventKind.RETURNED: _("En patient är åter inskriven"),
    EventKind.RESPONSIBILITY_CHANGED: _("Om det medicinska ansvaret"),
    EventKind.REFERRAL_ANSWERED: _("En remiss är besvarad, eller skickad vidare till er"),
    EventKind.BLOCKER_RAISED: _("En patient väntar på något"),
    EventKind.BLOCKER_CHANGED: _("Det som en patient väntar på har fått ny ansvarig eller tid"),
    EventKind.BLOCKER_SOLVED: _("Det som en patient väntade på är löst"),
    EventKind.OBSTACLE_REPORTED: _("Hinder i öppenvården är anmält"),
    EventKind.OBSTACLE_JUDGED: _("Hinder i öppenvården är bedömt"),
    EventKind.OBSTACLE_SOLVED: _("Hinder i öppenvården är löst"),
    EventKind.DISAGREEMENT_RAISED: _("Invändning mot utskrivningsklar"),
    EventKind.DISAGREEMENT_ANSWERED: _("Svar på en invändning"),
    EventKind.DISAGREEMENT_WITHDRAWN: _("En invändning är återtagen"),
    EventKind.CONSENT_WITHDRAWN: _("Ett samtycke är återtaget"),
    EventKind.SIP_NEED_JUDGED: _("Behovet av SIP är bedömt"),
    EventKind.SIP_REQUESTED: _("En SIP är begärd"),
    EventKind.SIP_OFFERED: _("En patient är tillfrågad om SIP"),
    EventKind.SIP_CONSENT_WITHDRAWN: _("Ett samtycke till SIP är återtaget"),
    EventKind.SIP_CALLER_NAMED: _("En annan vårdkontakt kallar till SIP"),
    EventKind.NOTICE_FORWARDED: _("Ett meddelande har skickats vidare till er"),
    EventKind.NOTICE_CORRECTED: _("Ett meddelande har rättats och ska läsas igen"),
    EventKind.NOTICE_RECALLED: _("Ett meddelande har återkallats"),
    EventKind.NOTICE_RETURNED: _("Ett meddelande har kommit tillbaka: fel mottagare"),
    EventKind.RECIPIENT_RECALLED: _("Ett meddelande har återkallats: fel mottagare"),
    "names_needed": _("Ett ärende med skyddade personuppgifter väntar på att någon får läsa det"),
    "deadline_missed": _("En tid har gått ut"),
}
