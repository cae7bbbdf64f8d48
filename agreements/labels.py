"""Swedish words for everything that an agreement can say: parameters, their values, and what is not known of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import Any, Final

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from rules.facts import CareType, LegalForm
from rules.terms import (
    AckRule,
    AckType,
    AgreementStatus,
    BillFrom,
    Billing,
    BillingPeriod,
    Blocked,
    Boundary,
    CallCutoff,
    ChangeContact,
    ChargeBasis,
    Compare,
    Cutoff,
    CutoffEffect,
    DayBasis,
    DayUnit,
    DayZero,
    DischargeWindow,
    ExceptionCode,
    Fallback,
    FieldGate,
    FreeDaysStep,
    Grouping,
    HalfDay,
    HomeNursing,
    InformationTime,
    ItSystem,
    Level,
    LongStay,
    Messages,
    Model,
    Nursing,
    Objection,
    OutsideUnit,
    Population,
    Precondition,
    ProcessDeadlines,
    ReverseLiability,
    Rounding,
    RoundingMode,
    SameDay,
    ScopeCode,
    SeparateBy,
    SipUnchanged,
    Suspension,
    Tariff,
    TariffDate,
    TariffPer,
    TariffSource,
    Terms,
    Track,
)

Words = str | Promise
Unit = tuple[Words, Words]

DAYS: Final[Unit] = (_("dag"), _("dagar"))
HOURS: Final[Unit] = (_("timme"), _("timmar"))
MINUTES: Final[Unit] = (_("minut"), _("minuter"))
TIMES: Final[Unit] = (_("gång om dagen"), _("gånger om dagen"))
MONTHS: Final[Unit] = (_("månad"), _("månader"))
DECIMALS: Final[Unit] = (_("decimal"), _("decimaler"))
KRONOR: Final[Unit] = (_("krona"), _("kronor"))

@dataclass(frozen=True, slots=True)
class Label:
    """A parameter. key: its name in the file, in what it belongs to. law: where the act speaks of the same.

    Words may be empty inside a line. unit: what a number is of, one and several. nothing: what is said when it is
    agreed to be nothing. otherwise: what holds when nothing is agreed, where the act has something of its own to go by.
    texts: words for texts of which a file has a fixed choice; all others are shown as they are written.
    """

    words: Words
    key: str
    law: str = ""
    unit: Unit | None = None
    otherwise: Words = ""
    nothing: Words = ""
    texts: Mapping[str, Words] = field(default_factory=dict)


def _decimals(words: Words, key: str) -> Label:
    return Label(words, key, unit=DECIMALS, nothing=_("avrundas inte"))


# By the rules' own values, so that a parameter without a label is a failing test.
LABELS: Final[Mapping[type, Mapping[str, Label]]] = {
    Terms: {
        "id": Label(_("Id"), "id"),
        "region": Label(_("Region"), "region"),
        "parties": Label(_("Parter"), "parties", "4 kap. 5 §", otherwise=_("Regionen och alla kommuner i länet.")),
        "valid_from": Label(_("Gäller från"), "valid_from"),
        "valid_to": Label(_("Gäller till och med"), "valid_to", otherwise=_("Tills vidare.")),
        "status": Label(_("Status"), "status"),
        "base": Label(_("Bygger på"), "base"),
        "time_agreed": Label(_("Annan tid än lagens"), "tracks", "4 kap. 5 §"),
        "suspensions": Label(_("Tillfälligt uppehåll"), "suspensions"),
        "tracks": Label(_("Regler för betalningsansvar"), "tracks", "5 kap. 4 §"),
        "population": Label(_("Vilka som ingår"), "population"),
        "charge_basis": Label(_("Vad som betalas"), "charge.basis"),
        "long_stay": Label(_("Långa vistelser"), "long_stay"),
        "rounding": Label(_("Avrundning"), "rounding"),
        "tariff": Label(_("Belopp"), "tariff", "5 kap. 6 §"),
        "preconditions": Label(
            _("Krav för betalningsansvar"), "preconditions", "5 kap. 3–5 §§", otherwise=_("Lagens egna krav gäller.")
        ),
        "exceptions": Label(_("Undantag från betalningsansvar"), "exceptions"),
        "billing": Label(_("Debitering"), "billing"),
        "dispute": Label(
            _("Vem som avgör oenighet"),
            "dispute",
            texts={
                "local": _("de som berörs, lokalt"),
                "joint_officials": _("tjänstemän gemensamt"),
                "steering_group": _("styrgruppen"),
                "political_group": _("den politiska gruppen"),
            },
        ),
        "messages": Label(_("Meddelanden"), "messages"),
        "deadlines": Label(_("Frister"), "deadlines"),
        "discharge_window": Label(_("När utskrivning planeras"), "discharge_window"),
        "levels": Label(_("Behovsnivåer och färgspår"), "levels"),
        "field_gates": Label(_("Fält som öppnas senare"), "field_gates"),
        "fallback": Label(_("Reservrutin vid avbrott"), "fallback"),
        "scope_included": Label(_("Omfattas av processen"), "process_scope.include"),
        "scope_excluded": Label(_("Undantas från processen"), "process_scope.exclude"),
        "it_systems": Label(_("It-system"), "it_system"),
        "reverse_liability": Label(_("Omvänt betalningsansvar"), "reverse_liability"),
        "sources": Label(_("Källor"), "sources"),
        "open": Label(_("Valda läsningar"), "open"),
        "home_nursing": Label(_("Vem som sköter hemsjukvården"), "home_nursing"),
        "sip_unchanged": Label(_("Giltig SIP och oförändrade behov"), "sip_unchanged", "4 kap. 3 §"),
        "labels": Label(_("Egna ord"), "labels"),
        "readings": Label(_("Avgjorda tolkningar av lagen"), "readings"),
        "half_days": Label(_("Halvdagar"), "calendar.half_days"),
        "unknown": Label(_("Okända villkor"), "unknown"),
    },
    Suspension: {
        "from_on": Label(_("från"), "from"),
        "to_on": Label(_("till och med"), "to", otherwise=_("tills vidare")),
        "reason": Label(_("skäl"), "reason"),
        "decision": Label(_("beslut"), "decision"),
    },
    Track: {
        "care_type": Label(_("Vård"), "care_type"),
        "legal_form": Label(_("Vårdform"), "legal_form"),
        "model": Label(_("Räknas"), "model"),
        "free_days": Label(_("Fria dagar"), "free_days", "5 kap. 4 §", DAYS),
        "free_days_steps": Label(_("Fria dagar i steg"), "free_days_steps"),
        "day_unit": Label(_("Dagar som räknas"), "day_unit", "5 kap. 4 §"),
        "day_zero": Label(_("Dagen för underrättelsen"), "day_zero", "5 kap. 4 §"),
        "cutoff": Label(_("Underrättelse sent på dagen"), "cutoff", "5 kap. 4 §", nothing=_("ingen tidsgräns")),
        "compare": Label(_("Ansvar uppstår när dagarna"), "compare"),
        "valid_from": Label(_("Regeln gäller från"), "valid_from"),
        "valid_to": Label(_("Regeln gäller till och med"), "valid_to"),
    },
    FreeDaysStep: {
        "from_on": Label(_("från"), "from"),
        "value": Label("", "value", unit=DAYS),
        "derive_mean_at": Label(_("länets medelvärde den"), "derive"),
        "cap": Label(_("högst"), "cap", unit=DAYS),
    },
    Cutoff: {
        "at": Label(_("efter klockan"), "time"),
        "effect": Label(_("då"), "effect"),
        "boundary": Label(_("på klockslaget är den"), "boundary"),
    },
    Population: {
        "same_day": Label(_("De som lämnar samma dag ingår"), "same_day"),
        "discharge_month": Label(_("Hör till månaden för utskrivning"), "period"),
        "blocked": Label(_("Spärrade vistelser"), "blocked"),
        "group": Label(_("Medelvärdet tas per"), "group"),
        "split": Label(_("Kommuner som delas upp"), "split"),
        "outside_units": Label(_("Redovisas men debiteras inte"), "outside_units"),
    },
    LongStay: {
        "over_days": Label(_("Lång vistelse är mer än"), "over_days", unit=DAYS),
        "unit": Label(_("Lång vistelse räknas i"), "unit"),
        "remove_from_mean": Label(_("Lång vistelse tas ur medelvärdet"), "remove_from_mean"),
        "bill_from_day": Label(_("Lång vistelse debiteras från"), "bill_from_day"),
        "separate_by": Label(_("Långa vistelser redovisas per"), "separate_by"),
    },
    Rounding: {
        "mean_calc_decimals": _decimals(_("Avrundning av medelvärdet i beräkningen"), "mean_calc_decimals"),
        "mean_display_decimals": _decimals(_("Avrundning av medelvärdet när det visas"), "mean_display_decimals"),
        "days_decimals": _decimals(_("Avrundning av dagar som debiteras"), "days_decimals"),
        "amount_decimals": _decimals(_("Avrundning av belopp"), "amount_decimals"),
        "mode": Label(_("Sätt att avrunda"), "mode"),
    },
    Tariff: {
        "source": Label(_("Beloppets källa"), "source", "5 kap. 6 §"),
        "per": Label(_("Beloppet gäller per"), "per", "5 kap. 6 §"),
        "tariff_date": Label(_("Årets belopp tas efter"), "tariff_date"),
        "by_care_type": Label(_("Olika belopp för olika vård"), "by_care_type"),
        "table": Label(_("Belopp per år"), "table", "5 kap. 6 §", KRONOR),
        "table_by_care_type": Label(_("Belopp per vård och år"), "table", "5 kap. 6 §", KRONOR),
    },
    Billing: {
        "starts": Label(_("Debitering från"), "starts"),
        "period": Label(_("Debiteras per"), "period"),
        "computed_by": Label(_("Beräknas av"), "computed_by"),
        "preview": Label(
            _("Förhandsvisning"),
            "preview",
            texts={"daily": _("varje dag"), "monthly_publication": _("en gång i månaden"), "none": _("ingen")},
        ),
        "single_data_source": Label(_("Alla siffror ur ett system"), "single_data_source"),
        "objection": Label(_("Invändning"), "objection"),
        "freeze": Label(_("Fryses"), "freeze"),
        "approval": Label(_("Godkänns"), "approval"),
        "invoiced_by": Label(_("Faktureras av"), "invoiced_by"),
        "zero_invoice": Label(_("Märks när inget ska betalas"), "zero_invoice"),
    },
    Objection: {
        "to": Label(_("till"), "to"),
        "by_day": Label(_("senast dag i månaden"), "by_day"),
        "month_offset": Label(_("efter"), "month_offset", unit=MONTHS),
    },
    Messages: {
        "admission_hours": Label(
            _("Inskrivningsmeddelande inom"),
            "admission.hours",
            "2 kap. 3 §",
            HOURS,
            _("Lagens 24 timmar gäller."),
        ),
        "any_time_of_day": Label(_("Inskrivningsmeddelande dygnet runt"), "admission.any_time_of_day"),
        "recipients_by_need": Label(_("Mottagare väljs efter behov"), "admission.recipients_by_need", "2 kap. 1 §"),
        "reject_if_not_registered": Label(
            _("Återsänds om personen inte är folkbokförd där"), "admission.reject_if_not_registered"
        ),
        "ack": Label(_("Kvittens"), "ack"),
        "change_contact": Label(_("Kontakt när beräknad utskrivning ändras"), "change_contact"),
        "call_cutoff": Label(_("Sen kallelse till SIP"), "call_cutoff"),
        "min_lead_minutes": Label(_("Kortaste tid före ett fast klockslag"), "min_lead", unit=MINUTES),
    },
    AckRule: {
        "type": Label(_("gäller"), "type"),
        "within_hours": Label(_("inom"), "within_hours", unit=HOURS),
        "day_basis": Label(_("räknas"), "day_basis"),
        "fixed_times": Label(_("klockan"), "fixed_times"),
        "min_checks_per_day": Label(_("systemet öppnas minst"), "min_checks_per_day", unit=TIMES),
    },
    ChangeContact: {
        "earlier": Label(_("när den tidigareläggs"), "earlier"),
        "later_hours": Label(_("när den skjuts upp mer än"), "later_hours", unit=HOURS),
    },
    CallCutoff: {"at": Label(_("räknas från nästa vardag efter klockan"), "time")},
    ProcessDeadlines: {
        "contact_hours": Label(
            _("Fast vårdkontakt inom"),
            "contact_hours",
            "2 kap. 5 §",
            HOURS,
            _("Lagens tid gäller: före utskrivningen."),
        ),
        "contact_basis": Label(_("Dagar som räknas för fast vårdkontakt"), "contact_basis"),
        "underlay_hours": Label(_("Planeringsunderlag inom"), "underlay_hours", unit=HOURS),
        "sip_call_days": Label(
            _("Kallelse till SIP inom"), "sip_call_days", "4 kap. 3 §", DAYS, _("Lagens tre dagar gäller.")
        ),
        "discharge_info": Label(
            _("Information vid utskrivning"),
            "discharge_info",
            "3 kap. 2 §",
            otherwise=_("Lagens tid gäller: senast samma dag."),
        ),
        "medicine_days": Label(_("Läkemedel med hem för"), "medicine_days", unit=DAYS),
    },
    InformationTime: {
        "at": Label(_("senast klockan"), "time"),
        "day_offset": Label(_("så många dagar före planerad utskrivning:"), "day_offset"),
        "basis": Label(_("räknas"), "basis"),
    },
    DischargeWindow: {
        "days": Label(_("Dagar för utskrivning"), "days", texts={"all": _("alla dagar")}),
        "transport_latest": Label(_("Senaste tid för transport"), "transport_latest"),
        "planned_time": Label(_("Planerad tid för utskrivning"), "planned_time"),
    },
    Level: {
        "code": Label(_("kod"), "code"),
        "colour": Label(_("färg"), "colour"),
        "meaning": Label(_("betyder"), "meaning"),
        "sip": Label(
            _("SIP"),
            "sip",
            texts={
                "before": _("före utskrivningen"),
                "after": _("efter utskrivningen"),
                "hospital": _("på sjukhuset"),
                "none": _("görs inte"),
            },
        ),
        "only_if": Label(_("bara om"), "only_if"),
        "call_by": Label(_("kallas av"), "call_by"),
        "locks_underlay": Label(_("låser underlaget"), "locks_underlay"),
        "unlock_for": Label(_("låses upp för"), "unlock_for"),
    },
    FieldGate: {
        "field": Label(_("fält"), "field"),
        "opens_when": Label(_("öppnas när"), "opens_when"),
    },
    Fallback: {
        "after_hours": Label(_("Reservrutin efter"), "after_hours", unit=HOURS),
        "form": Label(_("Reservrutinens form"), "form"),
        "register_afterwards": Label(_("Registreras i efterhand"), "register_afterwards"),
    },
    ItSystem: {
        "name": Label("", "name"),
        "from_month": Label(_("från"), "from"),
        "to_month": Label(_("till"), "to"),
    },
    ReverseLiability: {
        "enabled": Label(_("Omvänt betalningsansvar"), "enabled"),
        "trigger": Label(_("Omvänt ansvar utlöses av"), "trigger"),
        "amount_sek": Label(_("Belopp vid omvänt ansvar"), "amount", unit=KRONOR),
    },
    HomeNursing: {
        "municipality": Label(_("kommun"), "municipality"),
        "from_on": Label(_("från"), "from"),
        "ordinary": Label(_("i ordinärt boende"), "ordinary"),
        "special_housing": Label(_("i särskilt boende"), "special_housing"),
        "rehab": Label(_("rehabilitering"), "rehab"),
        "aids": Label(_("hjälpmedel"), "aids"),
        "takes_delegation": Label(_("tar delegering"), "takes_delegation"),
    },
    HalfDay: {
        "on": Label(_("dag"), "on"),
        "until": Label(_("till klockan"), "until"),
    },
}

VALUES: Final[Mapping[type[Enum], Mapping[Any, Words]]] = {
    SameDay: {SameDay.SAME_DAY: _("senast samma dag")},
    AgreementStatus: {
        AgreementStatus.DRAFT: _("utkast"),
        AgreementStatus.ACTIVE: _("gällande"),
        AgreementStatus.SUSPENDED: _("vilande"),
        AgreementStatus.INCOMPLETE: _("ofullständig"),
        AgreementStatus.EXPIRED: _("upphörd"),
    },
    CareType: {
        CareType.SOMATIC: _("somatisk vård"),
        CareType.GERIATRIC: _("geriatrisk vård"),
        CareType.PSYCHIATRIC: _("psykiatrisk vård"),
        CareType.FORENSIC: _("rättspsykiatrisk vård"),
    },
    LegalForm: {
        LegalForm.VOLUNTARY: _("frivillig vård"),
        LegalForm.LPT: _("vård enligt LPT"),
        LegalForm.LRV: _("vård enligt LRV"),
    },
    Model: {
        Model.NONE: _("inget betalningsansvar"),
        Model.INDIVIDUAL: _("per patient"),
        Model.AVERAGE: _("som medelvärde"),
        Model.HYBRID: _("som medelvärde, och långa vistelser för sig"),
    },
    DayUnit: {DayUnit.CALENDAR: _("kalenderdagar"), DayUnit.WORKING: _("arbetsdagar")},
    DayZero: {DayZero.NOT_COUNTED: _("räknas inte"), DayZero.COUNTED: _("räknas som en dag")},
    CutoffEffect: {
        CutoffEffect.NEXT_COUNTING_DAY: _("räknas den som skickad nästa dag"),
        CutoffEffect.PLUS_ONE_DAY: _("blir det en fri dag till"),
    },
    Boundary: {Boundary.IN: _("i tid"), Boundary.OUT: _("för sen")},
    Compare: {Compare.GT: _("är fler än de fria"), Compare.GE: _("är minst lika många som de fria")},
    Blocked: {
        Blocked.EXCLUDE_BOTH: _("räknas inte alls"),
        Blocked.ZERO_DAYS: _("räknas med noll dagar"),
        Blocked.KEEP: _("räknas med sina dagar"),
    },
    Grouping: {Grouping.MUNICIPALITY: _("kommun"), Grouping.CITY_DISTRICT: _("stadsdel")},
    OutsideUnit: {
        OutsideUnit.OUT_OF_COUNTY: _("de från andra län"),
        OutsideUnit.NO_MUNICIPALITY: _("de utan folkbokföringskommun"),
    },
    ChargeBasis: {
        ChargeBasis.EXCESS_VOLUME: _("dagarna över gruppens fria dagar"),
        ChargeBasis.EXCESS_PER_EPISODE: _("varje vistelses dagar över de fria"),
        ChargeBasis.ALL_DAYS: _("alla dagar"),
        ChargeBasis.DAYS_AFTER_FREE: _("dagarna efter de fria dagarna"),
    },
    BillFrom: {
        BillFrom.FIRST: _("den första dagen"),
        BillFrom.AFTER_FREE: _("dagen efter de fria dagarna"),
        BillFrom.AFTER_LIMIT: _("dagen efter gränsen"),
    },
    SeparateBy: {SeparateBy.NONE: _("ingen uppdelning"), SeparateBy.CARE_TYPE: _("slag av vård")},
    RoundingMode: {
        RoundingMode.HALF_UP: _("till närmaste, halvor uppåt"),
        RoundingMode.DOWN: _("nedåt"),
        RoundingMode.UP: _("uppåt"),
    },
    TariffSource: {TariffSource.NATIONAL: _("Socialstyrelsens belopp"), TariffSource.OWN: _("parternas eget")},
    TariffPer: {TariffPer.CARE_DAY: _("vårddygn"), TariffPer.STARTED_DAY: _("påbörjad dag")},
    TariffDate: {TariffDate.DAY: _("dagens datum"), TariffDate.PERIOD_END: _("periodens sista dag")},
    Precondition: {
        Precondition.ADMISSION_NOTICE_SENT: _("inskrivningsmeddelandet är skickat"),
        Precondition.ADMISSION_NOTICE_IN_TIME: _("inskrivningsmeddelandet kom i tid"),
        Precondition.READY_NOTICE_SENT: _("underrättelsen om utskrivningsklar är skickad"),
        Precondition.CONTACT_APPOINTED: _("fast vårdkontakt är utsedd"),
        Precondition.SIP_CALLED: _("kallelse till SIP är skickad i tid"),
        Precondition.REGION_MEASURES_AVAILABLE: _("regionens öppna vård är tillgänglig"),
        Precondition.CARE_PLAN_OPT_ORV: _("samordnad vårdplan finns vid öppen tvångsvård"),
        Precondition.OTHER_REFERRALS_CANCELLED: _("andra remisser till slutenvård är återtagna"),
    },
    ExceptionCode: {
        ExceptionCode.PERSON_DECLINES: _("personen tackar nej"),
        ExceptionCode.DECEASED: _("personen har avlidit"),
        ExceptionCode.PALLIATIVE: _("palliativ vård"),
        ExceptionCode.HOME_HOSPITAL_CARE: _("avancerad sjukvård i hemmet"),
        ExceptionCode.PREPAREDNESS_STATE: _("stabsläge"),
        ExceptionCode.MOVED_BETWEEN_HOSPITALS: _("flytt mellan sjukhus"),
        ExceptionCode.NOT_READY_AGAIN: _("utskrivningsklar togs tillbaka och meddelades inte igen"),
    },
    BillingPeriod: {BillingPeriod.MONTH: _("månad"), BillingPeriod.QUARTER: _("kvartal")},
    DayBasis: {DayBasis.ALL: _("alla dagar"), DayBasis.WEEKDAYS: _("vardagar")},
    AckType: {
        AckType.ADMISSION: _("inskrivningsmeddelande"),
        AckType.ESTIMATE_CHANGE: _("ändrad beräknad utskrivning"),
        AckType.READY: _("underrättelse om utskrivningsklar"),
        AckType.ANY: _("alla meddelanden"),
    },
    SipUnchanged: {
        SipUnchanged.CALL_REQUIRED: _("kallelse behövs ändå"),
        SipUnchanged.EXISTING_VALID_ENOUGH: _("den giltiga planen räcker"),
    },
    ScopeCode: {
        ScopeCode.LPT: _("vård enligt LPT"),
        ScopeCode.LRV: _("vård enligt LRV"),
        ScopeCode.OPT: _("öppen psykiatrisk tvångsvård"),
        ScopeCode.ORV: _("öppen rättspsykiatrisk vård"),
        ScopeCode.OUTPATIENT_ONLY: _("behov bara av regionens öppna vård"),
    },
    Nursing: {
        Nursing.REGION: _("regionen"),
        Nursing.MUNICIPALITY: _("kommunen"),
        Nursing.JOINT_BODY: _("gemensam nämnd eller bolag"),
    },
}

# What is not known, by the names of the rules (rules.gaps.PARAMETERS), after "det är inte känt".
GAPS: Final[Mapping[str, Words]] = {
    "suspensions": _("när betalningsansvaret har uppehåll"),
    "tracks": _("vilka regler som gäller för vilka patienter"),
    "tracks.model": _("hur betalningsansvaret räknas"),
    "tracks.free_days": _("hur många dagar som är fria"),
    "tracks.free_days_steps": _("hur många dagar som är fria från en viss dag"),
    "track_defaults.free_days_steps": _("hur många dagar som är fria från en viss dag"),
    "tracks.day_unit": _("om kalenderdagar eller arbetsdagar räknas"),
    "tracks.day_zero": _("om dagen för underrättelsen räknas"),
    "tracks.cutoff": _("efter vilket klockslag en underrättelse räknas senare"),
    "tracks.compare": _("om ansvaret uppstår vid eller över de fria dagarna"),
    "population.same_day": _("om de som lämnar samma dag ingår i medelvärdet"),
    "population.period": _("till vilken månad en vistelse hör"),
    "population.blocked": _("vad en spärrad vistelse betyder för medelvärdet"),
    "population.group": _("per vem medelvärdet tas"),
    "population.split": _("vilka kommuner som delas upp i stadsdelar"),
    "population.outside_units": _("vilka som redovisas men inte debiteras"),
    "charge.basis": _("vad som betalas när medelvärdet är över de fria dagarna"),
    "long_stay": _("hur långa vistelser räknas"),
    "rounding": _("var och hur avrundning görs"),
    "tariff.source": _("om beloppet är Socialstyrelsens eller parternas eget"),
    "tariff.per": _("om vårddygn eller påbörjade dagar betalas"),
    "tariff.tariff_date": _("om dagens eller periodens belopp gäller"),
    "tariff.by_care_type": _("om beloppet skiljer sig mellan slag av vård"),
    "tariff.table": _("vad en dag kostar"),
    "preconditions": _("vad som krävs för att kommunen ska vara betalningsansvarig"),
    "exceptions": _("vad som befriar kommunen"),
    "billing.starts": _("från vilken dag det debiteras"),
    "process_scope": _("vilka som alls omfattas av processen"),
}

# What contradicts itself, by the parameter that `check` names.
CONTRADICTIONS: Final[Mapping[str, Words]] = {
    "status": _("Statusen stämmer inte med om något saknas. Det är det som saknas som avgör."),
    "preconditions": _("Ett av kraven kan inte avgöras ur uppgifterna om ett vårdtillfälle."),
    "exceptions": _("Ett av undantagen kan inte avgöras ur uppgifterna om ett vårdtillfälle."),
    "open": _("En av de valda läsningarna gäller ett villkor som inte har något värde."),
}

NEVER_BILLED: Final = _("Inget debiteras på det förrän det är känt.")
NOT_REPLACED: Final = _("Ingen har uppgiften, och ingen annan sätts i stället.")


def title_of(terms: Terms, counties: Mapping[str, str]) -> str:
    """What a version is called: the county, and from when to when it says that it holds."""
    if terms.region is None:
        return gettext("Lagen (2017:612), där inget annat är avtalat")
    named = {"county": counties.get(terms.region, terms.region)}
    if terms.valid_from is None and terms.valid_to is None:
        return gettext("Överenskommelse i %(county)s, okänt från när") % named
    return gettext("Överenskommelse i %(county)s, %(time)s") % {**named, "time": _time_of(terms)}


def _time_of(terms: Terms) -> str:
    first, last = (spoken_day(day) if day else "" for day in (terms.valid_from, terms.valid_to))
    if not last:
        return gettext("från %(first)s") % {"first": first}
    if not first:
        return gettext("till och med %(last)s") % {"last": last}
    return gettext("%(first)s–%(last)s") % {"first": first, "last": last}


def spoken_day(day: date) -> str:
    """A day as people write it: "1 januari 2020"."""
    return date_format(day, "j F Y")
