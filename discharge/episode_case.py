"""A stay as a case that the rules can be asked about without the product: `python -m rules evaluate`."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import yaml

from agreements.models import AgreementVersion
from agreements.reading import reading_of
from agreements.selectors import UNKNOWN, TermsInForce
from discharge.deadlines import terms_of
from discharge.facts import facts_of
from discharge.models import Case
from discharge.stays import stay_of
from rules.calendar import in_sweden
from rules.files.corpus import block
from rules.files.stay_writing import stay_mapping
from rules.terms import AgreementStatus


def episode_case(case: Case, on: datetime | None = None) -> str | None:
    """The case file in YAML: agreement and facts, no person; None for a case without a stay.

    on: the instant that the rules are asked about; by default right after everything that has happened.
    """
    facts = facts_of(case)
    if facts.stay is None:
        return None
    told = {
        "name": case.number,
        "agreement": _agreement(terms_of(facts.stay), facts.stay.registered.region),
        **({"on": in_sweden(on).isoformat()} if on else {}),
        "facts": stay_mapping(stay_of(facts)),
    }
    text: str = yaml.safe_dump(told, sort_keys=False, allow_unicode=True)
    return text


def _agreement(in_force: TermsInForce, region: str) -> Any:
    """Its id where the corpus has it to the letter, else all that it says; what is not known says so."""
    if in_force.version is None:
        return {"id": UNKNOWN, "status": AgreementStatus.INCOMPLETE.value, "region": region}
    reading = reading_of(AgreementVersion.objects.get(pk=in_force.version))
    return in_force.version if block(in_force.version) == reading.own else dict(reading.resolved)
