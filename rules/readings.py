"""Where the act can be read in more than one way: every reading A-1…A-26 as a named choice with its default.

A choice of readings is a mapping from the question's id to a letter. Parties settle a reading in their agreement
(parameter 44); what they have not settled is answered by the default and tried with the others (rules/review.py).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

Readings = Mapping[str, str]

IN_TIME: Final = "a, recorded in time"  # the default of A-9: a refusal counts when recorded before the third day ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One disputed point. `tried`: the other letters that facts can decide; `review`: those that a person must decide.

    `because` says for a letter that is not tried why the facts of a stay cannot decide it.
    """

    id: str
    law: str
    asks: str
    letters: Mapping[str, str]
    default: str
    tried: tuple[str, ...] = ()
    review: tuple[str, ...] = ()
    because: str = ""


QUESTIONS: Final[tuple[Question, ...]] = (
    Question(
        id="A-1",
        law="5:4, 4:3",
        asks="What is a day?",
        letters={"a": "a calendar day", "b": "a weekday"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-2",
        law="5:4",
        asks="Are days counted as dates or as 24 hours each?",
        letters={"a": "dates: whole calendar days", "b": "elapsed time: the same number of 24-hour periods later"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-3",
        law="5:6",
        asks="Is the day of leaving a paid day, and when on the first liable date does liability start?",
        letters={
            "a": "nights: from the first liable date up to, not including, the day of leaving",
            "b": "every begun calendar day, the day of leaving included",
            "c": "from 12.00 on the first liable date",
        },
        default="a",
        tried=("b",),
        because="c gives the same nights as a for every stay; only the hour shown would differ",
    ),
    Question(
        id="A-4",
        law="5:4",
        asks="Is a notice at exactly 12.00.00 sent after 12.00?",
        letters={"a": "no", "b": "yes"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-5",
        law="5:3 with 2:1–2:3",
        asks="What follows from a late or incomplete admission notice?",
        letters={
            "a": "no liability in the whole stay",
            "b": "liability no earlier than the day after the complete notice was sent",
        },
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-6",
        law="2:3, 4:3; lag (1930:173) 2 §",
        asks="Is a deadline that ends on a Saturday, Sunday, holiday or eve extended to the next weekday?",
        letters={
            "a": "no",
            "b": "the three days of the SIP call",
            "c": "those and the 24 hours of the admission notice",
        },
        default="a",
        tried=("b", "c"),
        review=("b", "c"),
    ),
    Question(
        id="A-7",
        law="5:3 with 4:3",
        asks="What follows from a late SIP call?",
        letters={"a": "no liability in that readiness", "b": "liability from the day of the call"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-8",
        law="4:3",
        asks="When do the three days of the SIP call end?",
        letters={
            "a": "at the end of the third calendar day",
            "b": "72 hours after the notice",
            "c": "at the end of the fourth day when the notice was sent after 12.00",
        },
        default="a",
        tried=("b", "c"),
    ),
    Question(
        id="A-9",
        law="5:3 with 4:1–4:2",
        asks="The patient refuses the SIP: must it still be called?",
        letters={
            IN_TIME: "no, when the refusal was recorded before the third day ended; otherwise yes",
            "a": "no, whenever the refusal was recorded",
            "b": "yes",
        },
        default=IN_TIME,
        tried=("a", "b"),
        review=("a",),
    ),
    Question(
        id="A-10",
        law="4:3",
        asks="May someone else call in the care contact's place?",
        letters={"a": "only a registered deputy at the same unit, once a contact is appointed", "b": "anyone"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-11",
        law="5:4 with 3:1",
        asks="Readiness was withdrawn and given again: which notice starts the clock?",
        letters={"a": "the new one", "b": "the first one: its clock goes on"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-12",
        law="5:5",
        asks="What does an open-care obstacle stop?",
        letters={
            "a": "every day on which it exists",
            "b": "only the start: an obstacle on the first liable date stops liability, a later one does not",
            "c": "every day on which it exists, and the free days run anew when it ends",
        },
        default="a",
        tried=("b", "c"),
    ),
    Question(
        id="A-13",
        law="5:4 with 3:1",
        asks="Several municipal units were told at different times: which time counts?",
        letters={"a": "the last", "b": "the first"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-14",
        law="5:2",
        asks="The registration moves during the stay: which municipality is liable?",
        letters={
            "a": "each day the one registered that day, if it was itself sent both notices",
            "b": "the one registered when the ready notice was sent",
        },
        default="b",
        tried=("a",),
        review=("a",),
    ),
    Question(
        id="A-15",
        law="4:5 with 5:1",
        asks="Care in another region than the home region: whose agreement applies?",
        letters={"a": "that of the treating region", "b": "that of the home region"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
    Question(
        id="A-16",
        law="5:6",
        asks="Which year's amount applies when a stay spans New Year?",
        letters={"a": "the year of the care day", "b": "the year of the invoice: that of leaving"},
        default="a",
        because="b changes the amount only; which days are liable stays the same",
    ),
    Question(
        id="A-17",
        law="2:1, 5:3",
        asks="Is a transfer the start of a new stay?",
        letters={"a": "no, one stay as long as the patient is an inpatient", "b": "yes, with notices of its own"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
    Question(
        id="A-18",
        law="transitional provision 2, SFS 2017:1130",
        asks="Psychiatry in 2018: does a notice after 12.00 add a day to the thirty?",
        letters={"a": "no", "b": "yes"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-19",
        law="5:1",
        asks="Are whole days of leave paid?",
        letters={"a": "yes, the patient is still an inpatient", "b": "no"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-20",
        law="5:4",
        asks="When is a notice that went outside the platform sent?",
        letters={"a": "at the true time that was registered afterwards", "b": "when it was registered in the platform"},
        default="a",
        tried=("b",),
        review=("b",),
        because="for a notice in the platform, read or acknowledged is no reading of sent that the facts can decide",
    ),
    Question(
        id="A-21",
        law="2:2",
        asks="A protected person's notice without the registered address: is it complete?",
        letters={"a": "yes", "b": "no"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
    Question(
        id="A-22",
        law="5:1",
        asks="The patient declines the municipal services: is the municipality liable?",
        letters={"a": "yes, there is no test of causation", "b": "no"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
    Question(
        id="A-23",
        law="5:3 with 4:3, 5:4",
        asks="What holds on the third day before the SIP deadline has expired?",
        letters={"a": "pending; a timely call makes the day liable from its beginning"},
        default="a",
        because="there is no other reading to try",
    ),
    Question(
        id="A-24",
        law="4:3",
        asks="From which notice do the three days of the SIP call run?",
        letters={"a": "the notice to the municipality", "b": "the notice to open care"},
        default="a",
        tried=("b",),
    ),
    Question(
        id="A-25",
        law="5:3 with 4:1",
        asks="A valid SIP exists and nothing has changed: must it still be called?",
        letters={"a": "yes", "b": "no"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
    Question(
        id="A-26",
        law="5:3 with 4:2",
        asks="The person cannot consent to a SIP: must it still be called?",
        letters={"a": "yes", "b": "no"},
        default="a",
        tried=("b",),
        review=("b",),
    ),
)

QUESTION: Final[Mapping[str, Question]] = MappingProxyType({question.id: question for question in QUESTIONS})
DEFAULTS: Final[Readings] = MappingProxyType({question.id: question.default for question in QUESTIONS})
