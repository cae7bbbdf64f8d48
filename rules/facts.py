"""What has happened in one hospital stay, as the law counts it: immutable, in instants, with nothing derived.

Every instant is an aware datetime. A `Stay` is built by the edge (a file, later the folded events), which also checks
that its order is possible; below that nobody checks shapes again. `known_at()` gives the stay as it was known earlier.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TypeVar


class CareType(StrEnum):
    SOMATIC = "somatic"
    GERIATRIC = "geriatric"
    PSYCHIATRIC = "psychiatric"
    FORENSIC = "forensic"


class LegalForm(StrEnum):
    VOLUNTARY = "voluntary"
    LPT = "LPT"
    LRV = "LRV"


class AfterDischarge(StrEnum):
    """Open compulsory care that follows the stay: the planning is a coordinated care plan, not a SIP (4 kap. 1 §)."""

    NONE = "none"
    OPT = "OPT"
    ORV = "ORV"


class Recipient(StrEnum):
    """Whom a notice was sent to. `MUNICIPALITY` stands for every municipal unit concerned."""

    MUNICIPALITY = "municipality"
    SOCIAL_SERVICES = "social_services"
    MUNICIPAL_CARE = "municipal_care"
    OPEN_CARE = "open_care"


class SipConsent(StrEnum):
    GIVEN = "given"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANNOT_CONSENT = "cannot_consent"


class Caller(StrEnum):
    CARE_CONTACT = "care_contact"
    DEPUTY = "deputy"
    WARD = "ward"
    MUNICIPALITY = "municipality"


class Cause(StrEnum):
    """Whether an open-care obstacle is why the patient cannot leave (5 kap. 5 §)."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


class Via(StrEnum):
    PLATFORM = "platform"
    OUTSIDE = "outside"


class LeftReason(StrEnum):
    DISCHARGED = "discharged"
    OWN_REQUEST = "own_request"
    ABSCONDED = "absconded"
    DECEASED = "deceased"
    OTHER_REGION = "other_region"
    OTHER_CARE = "other_care"


class NoticeKind(StrEnum):
    """The notices that can be acknowledged, as far as a clock follows from them."""

    ADMISSION = "admission"
    ESTIMATE_CHANGE = "estimate_change"
    READY = "ready"


REGISTERED_ADDRESS = "registered_address"
MANDATORY_ITEMS = ("name", "personal_identity_number", REGISTERED_ADDRESS, "estimated_discharge")  # LUS 2 kap. 2 §


@dataclass(frozen=True, slots=True, kw_only=True)
class Needs:
    """Whose services the treating physician judges that the patient may need afterwards (2 kap. 1 §)."""

    region: bool
    social_services: bool
    municipal_care: bool = False

    @property
    def municipal(self) -> bool:
        return self.social_services or self.municipal_care

    @property
    def municipal_recipients(self) -> tuple[Recipient, ...]:
        """The municipal units concerned, in a fixed order."""
        units = ((self.social_services, Recipient.SOCIAL_SERVICES), (self.municipal_care, Recipient.MUNICIPAL_CARE))
        return tuple(recipient for needed, recipient in units if needed)


@dataclass(frozen=True, slots=True, kw_only=True)
class AdmissionNotice:
    """An admission notice as one recipient got it (2 kap. 1–3 §§). `municipality` None means the stay's own."""

    to: Recipient
    sent_at: datetime
    complete: bool
    municipality: str | None = None
    via: Via = Via.PLATFORM
    registered_at: datetime | None = None
    address_withheld: bool = False
    missing_items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadyNotice:
    """A ready notice as one recipient got it (3 kap. 1 §); `withdrawn_at` ends that readiness."""

    to: Recipient
    sent_at: datetime
    withdrawn_at: datetime | None = None
    municipality: str | None = None
    via: Via = Via.PLATFORM
    registered_at: datetime | None = None
    assessed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SipCall:
    sent_at: datetime
    by: Caller


@dataclass(frozen=True, slots=True, kw_only=True)
class Sip:
    """Consent to, refusal of and calls to the joint individual planning (4 kap. 1–3 §§)."""

    consent: SipConsent
    existing_valid: bool = False
    refused_at: datetime | None = None
    calls: tuple[SipCall, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A stretch of time that includes `from_at` and not `to_at`; `to_at` None means still going on."""

    from_at: datetime
    to_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Obstacle(Interval):
    """Open-care services missing or unclear (5 kap. 5 §)."""

    prevents_discharge: Cause = Cause.TRUE


@dataclass(frozen=True, slots=True, kw_only=True)
class MunicipalityChange:
    at: datetime
    municipality: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer:
    at: datetime
    region: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Estimate:
    """An estimated discharge: `value` is the time estimated, a time in the future, no fact."""

    value: datetime
    decided_at: datetime
    sent_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    notice: NoticeKind
    by: Recipient
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """One stay in inpatient care. Region is a county code, municipality a municipality code or None (5 kap. 2 §)."""

    region: str
    municipality: str | None
    care_type: CareType
    legal_form: LegalForm
    needs: Needs
    admitted_at: datetime
    admission_notices: tuple[AdmissionNotice, ...]
    ready_notices: tuple[ReadyNotice, ...]
    care_contact_appointed_at: datetime | None
    sip: Sip
    discharge_information_sent_at: datetime | None
    left_at: datetime | None
    left_reason: LeftReason | None
    after_discharge: AfterDischarge = AfterDischarge.NONE
    need_assessed_at: datetime | None = None
    coordinated_care_plan_at: datetime | None = None
    open_care_obstacles: tuple[Obstacle, ...] = ()
    patient_declines_at: datetime | None = None
    preparedness_states: tuple[Interval, ...] = ()
    home_region: str | None = None
    leaves: tuple[Interval, ...] = ()
    municipality_changes: tuple[MunicipalityChange, ...] = ()
    transfers: tuple[Transfer, ...] = ()
    estimates: tuple[Estimate, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    underlay_sent_at: datetime | None = None
    planned_discharge_at: datetime | None = None
    need_level: str | None = None

    def known_at(self, on: datetime) -> Stay:
        """The stay as it was known at an instant: what happened later has not happened yet.

        A notice that went outside the platform is known from its registration. Plans (`planned_discharge_at`, the
        value of an estimate) are no events and stay.
        """

        def by(at: datetime | None) -> datetime | None:
            return at if at is not None and at <= on else None

        refused_later = self.sip.refused_at is not None and self.sip.refused_at > on
        return replace(
            self,
            need_assessed_at=by(self.need_assessed_at),
            admission_notices=tuple(one for one in self.admission_notices if (one.registered_at or one.sent_at) <= on),
            ready_notices=tuple(
                replace(one, withdrawn_at=by(one.withdrawn_at))
                for one in self.ready_notices
                if (one.registered_at or one.sent_at) <= on
            ),
            care_contact_appointed_at=by(self.care_contact_appointed_at),
            sip=replace(
                self.sip,
                consent=SipConsent.UNKNOWN if refused_later else self.sip.consent,
                refused_at=by(self.sip.refused_at),
                calls=tuple(call for call in self.sip.calls if call.sent_at <= on),
            ),
            coordinated_care_plan_at=by(self.coordinated_care_plan_at),
            open_care_obstacles=_begun(self.open_care_obstacles, on),
            patient_declines_at=by(self.patient_declines_at),
            preparedness_states=_begun(self.preparedness_states, on),
            discharge_information_sent_at=by(self.discharge_information_sent_at),
            left_at=by(self.left_at),
            left_reason=self.left_reason if by(self.left_at) else None,
            leaves=_begun(self.leaves, on),
            municipality_changes=tuple(one for one in self.municipality_changes if one.at <= on),
            transfers=tuple(one for one in self.transfers if one.at <= on),
            estimates=tuple(one for one in self.estimates if (one.sent_at or one.decided_at) <= on),
            acknowledgements=tuple(one for one in self.acknowledgements if one.at <= on),
            underlay_sent_at=by(self.underlay_sent_at),
        )

    def instants(self) -> Iterator[datetime]:
        """Every instant at which something in these facts happened."""
        single = (
            self.admitted_at,
            self.need_assessed_at,
            self.care_contact_appointed_at,
            self.sip.refused_at,
            self.coordinated_care_plan_at,
            self.patient_declines_at,
            self.discharge_information_sent_at,
            self.left_at,
            self.underlay_sent_at,
        )
        yield from (at for at in single if at is not None)
        for notice in self.admission_notices:
            yield notice.registered_at or notice.sent_at
        for ready in self.ready_notices:
            yield ready.registered_at or ready.sent_at
            if ready.withdrawn_at is not None:
                yield ready.withdrawn_at
        yield from (call.sent_at for call in self.sip.calls)
        stretches: tuple[Interval, ...] = (*self.open_care_obstacles, *self.preparedness_states, *self.leaves)
        yield from (stretch.to_at or stretch.from_at for stretch in stretches)
        yield from (change.at for change in self.municipality_changes)
        yield from (transfer.at for transfer in self.transfers)
        yield from (receipt.at for receipt in self.acknowledgements)
        yield from (estimate.sent_at or estimate.decided_at for estimate in self.estimates)

    def asked_by_default(self) -> datetime:
        """The instant right after everything in the facts has happened."""
        return max(self.instants()) + timedelta(microseconds=1)


Stretch = TypeVar("Stretch", bound=Interval)


def _begun(stretches: tuple[Stretch, ...], on: datetime) -> tuple[Stretch, ...]:
    return tuple(
        stretch if stretch.to_at is None or stretch.to_at <= on else replace(stretch, to_at=None)
        for stretch in stretches
        if stretch.from_at <= on
    )
