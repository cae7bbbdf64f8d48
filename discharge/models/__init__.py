"""The tables of patients, cases, notices, events, clocks and grants."""

from discharge.models.cases import Case, CaseCounter, Participation
from discharge.models.clocks import Deadline, Turn
from discharge.models.drafts import Draft
from discharge.models.episodes import Episode
from discharge.models.events import Event
from discharge.models.grants import CaseGrant
from discharge.models.keys import AnsweredRequest
from discharge.models.notices import Notice, NoticeCopy, NoticeVersion, Receipt
from discharge.models.patients import Patient, PatientEvent, PatientIdentity, Placement, RegisterData
from discharge.models.registers import AddressRule, AreaResponsibility, ListingEntry, PopulationEntry

__all__ = [
    "AddressRule",
    "AnsweredRequest",
    "AreaResponsibility",
    "Case",
    "CaseCounter",
    "CaseGrant",
    "Deadline",
    "Draft",
    "Episode",
    "Event",
    "ListingEntry",
    "Notice",
    "NoticeCopy",
    "NoticeVersion",
    "Participation",
    "Patient",
    "PatientEvent",
    "PatientIdentity",
    "Placement",
    "PopulationEntry",
    "Receipt",
    "RegisterData",
    "Turn",
]
