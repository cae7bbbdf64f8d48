"""Tests of agreements/wording.py: what a version says, in the words of the field."""

from __future__ import annotations

import re

import pytest

from agreements.reading import Reading, reading_of
from agreements.wording import Row, contradictions_of, gaps_of, sections_of
from tests.agreements.texts import load_corpus, read, text

EVERYTHING = """\
- id: everything
  region: "25"
  parties: ["25", "2580"]
  status: active
  valid_from: 2026-01-01
  valid_to: 2026-12-31
  suspensions: [{from: 2026-03-01, to: 2026-03-31, reason: stabsläge, decision: skriftligt}]
  tracks:
    - {care_type: psychiatric, legal_form: LPT, model: none}
    - {care_type: somatic, model: individual, free_days: 1, day_unit: working, day_zero: counted, compare: ge,
       cutoff: {time: "12:30:15", effect: plus_one_day, boundary: in}, valid_from: 2026-02-01}
    - care_type: all
      model: hybrid
      free_days_steps: [{from: 2026-01-01, value: 2.5}, {from: 2026-07-01, derive: county_mean_at(2026-06-30), cap: 2}]
      day_unit: calendar
      day_zero: not_counted
      cutoff: none
      compare: gt
  population: {same_day: false, period: discharge_month, blocked: keep, group: municipality,
               split: {"2580": city_district}, outside_units: []}
  charge: {basis: excess_volume}
  long_stay: {over_days: 7, unit: calendar, remove_from_mean: true, bill_from_day: free+1}
  rounding: {mean_calc_decimals: none, mean_display_decimals: 1, days_decimals: 2, amount_decimals: 0, mode: half_up}
  tariff: {source: own, per: started_day, tariff_date: day, by_care_type: true,
           table: {somatic: {2026: 12500.50}, psychiatric: {2026: 1}}}
  preconditions: [ready_notice_sent, other_referrals_cancelled]
  exceptions: [palliative]
  billing: {starts: 2026-02-01, period: quarter, preview: daily, single_data_source: false, zero_invoice: true,
            objection: {to: kommunen, by_day: 12, month_offset: 1}, freeze: dag 13}
  dispute: [local, political_group]
  messages:
    admission: {hours: 12, any_time_of_day: true}
    ack:
      - {type: ready, within_hours: 1, fixed_times: ["09:00", "14:00"], day_basis: all}
      - {type: any, min_checks_per_day: 2, day_basis: unknown}
    change_contact: {earlier: false, later_hours: 24}
    call_cutoff: {time: "14:00", effect: next_weekday}
    min_lead: 1
  deadlines: {contact_hours: unknown, sip_call_days: 1, underlay_hours: unknown,
              discharge_info: {time: "12:00", day_offset: -1, basis: weekdays}}
  discharge_window: {days: all, transport_latest: "17:00", planned_time: unknown}
  levels: [{code: gul, colour: unknown, sip: after, locks_underlay: true, unlock_for: [SÄBO, LSS]}, {code: röd}]
  field_gates: [{field: ADL, opens_when: bedömd}]
  fallback: {after_hours: 2, register_afterwards: true}
  process_scope: {include: [LPT], exclude: [OPT, ORV]}
  it_system: [{name: Lifecare, from: 2018-02, to: 2026}]
  reverse_liability: {enabled: true, amount: 1000000}
  home_nursing: {"2580": [{from: 2026-01-01, ordinary: municipality, takes_delegation: false}]}
  sip_unchanged: existing_valid_enough
  labels: {can_receive: kommunklar}
  readings: {A-3: b}
  calendar: {half_days: [{on: 2026-04-30, until: "12:00"}]}
  open: [tariff, track.cutoff(hybrid), compare, population.same_day, nowhere]
  sources: [protokoll]
"""

PLACES = {"25": "Norrbottens län", "2580": "Luleå"}


def rows_of(reading: Reading) -> dict[tuple[str, str], Row]:
    """By section and name."""
    return {(section.heading, row.name): row for section in sections_of(reading, PLACES) for row in section.rows}


@pytest.fixture(scope="module")
def everything() -> dict[tuple[str, str], Row]:
    return rows_of(read(EVERYTHING))


FIRST, LPT, SOMATIC, ALL = (
    "Vem och när",
    "Regel 1, psykiatrisk vård, vård enligt LPT",
    "Regel 2, somatisk vård",
    "Regel 3, all vård",
)
MEAN, MONEY, SENT, ROUTINES, DEMANDS = (
    "Medelvärdet",
    "Belopp och debitering",
    "Meddelanden och frister",
    "Rutiner",
    "Krav och undantag",
)


@pytest.mark.parametrize(
    ("section", "name", "lines"),
    [
        (FIRST, "Region", ["Norrbottens län (25)"]),
        (FIRST, "Parter", ["Norrbottens län (25)", "Luleå (2580)"]),
        (FIRST, "Gäller till och med", ["31 december 2026"]),
        (
            FIRST,
            "Tillfälligt uppehåll",
            ["från 1 mars 2026, till och med 31 mars 2026, skäl stabsläge, beslut skriftligt"],
        ),
        (LPT, "Räknas", ["inget betalningsansvar"]),
        (SOMATIC, "Fria dagar", ["1 dag"]),
        (SOMATIC, "Dagar som räknas", ["arbetsdagar"]),
        (SOMATIC, "Dagen för underrättelsen", ["räknas som en dag"]),
        (
            SOMATIC,
            "Underrättelse sent på dagen",
            ["efter klockan 12.30.15, då blir det en fri dag till, på klockslaget är den i tid"],
        ),
        (SOMATIC, "Ansvar uppstår när dagarna", ["är minst lika många som de fria"]),
        (SOMATIC, "Regeln gäller från", ["1 februari 2026"]),
        (ALL, "Räknas", ["som medelvärde, och långa vistelser för sig"]),
        (
            ALL,
            "Fria dagar i steg",
            [
                "från 1 januari 2026, 2,5 dagar",
                "från 1 juli 2026, okänt, länets medelvärde den 30 juni 2026, högst 2 dagar",
            ],
        ),
        (ALL, "Underrättelse sent på dagen", ["ingen tidsgräns"]),
        (DEMANDS, "Undantas från processen", ["öppen psykiatrisk tvångsvård", "öppen rättspsykiatrisk vård"]),
        (DEMANDS, "Undantag från betalningsansvar", ["palliativ vård"]),
        (MEAN, "De som lämnar samma dag ingår", ["nej"]),
        (MEAN, "Kommuner som delas upp", ["Luleå (2580): stadsdel"]),
        (MEAN, "Lång vistelse är mer än", ["7 dagar"]),
        (MEAN, "Lång vistelse debiteras från", ["dagen efter de fria dagarna"]),
        (MEAN, "Långa vistelser redovisas per", ["ingen uppdelning"]),
        (
            MONEY,
            "Belopp per vård och år",
            ["somatisk vård: 2026: 12\u00a0500,50 kronor", "psykiatrisk vård: 2026: 1 krona"],
        ),
        (MONEY, "Avrundning av medelvärdet i beräkningen", ["avrundas inte"]),
        (MONEY, "Avrundning av medelvärdet när det visas", ["1 decimal"]),
        (MONEY, "Avrundning av belopp", ["0 decimaler"]),
        (MONEY, "Debiteras per", ["kvartal"]),
        (MONEY, "Förhandsvisning", ["varje dag"]),
        (MONEY, "Invändning", ["till kommunen, senast dag i månaden 12, efter 1 månad"]),
        (MONEY, "Fryses", ["dag 13"]),
        (MONEY, "Alla siffror ur ett system", ["nej"]),
        (MONEY, "Omvänt betalningsansvar", ["ja"]),
        (MONEY, "Belopp vid omvänt ansvar", ["1\u00a0000\u00a0000 kronor"]),
        (SENT, "Inskrivningsmeddelande inom", ["12 timmar"]),
        (
            SENT,
            "Kvittens",
            [
                "gäller underrättelse om utskrivningsklar, inom 1 timme, räknas alla dagar, klockan 09.00, 14.00",
                "gäller alla meddelanden, räknas okänt, systemet öppnas minst 2 gånger om dagen",
            ],
        ),
        (
            SENT,
            "Kontakt när beräknad utskrivning ändras",
            ["när den tidigareläggs: nej, när den skjuts upp mer än 24 timmar"],
        ),
        (SENT, "Sen kallelse till SIP", ["räknas från nästa vardag efter klockan 14.00"]),
        (SENT, "Kortaste tid före ett fast klockslag", ["1 minut"]),
        (SENT, "Kallelse till SIP inom", ["1 dag"]),
        (
            SENT,
            "Information vid utskrivning",
            ["senast klockan 12.00, så många dagar före planerad utskrivning: 1, räknas vardagar"],
        ),
        (SENT, "Halvdagar", ["dag 30 april 2026, till klockan 12.00"]),
        (ROUTINES, "Dagar för utskrivning", ["alla dagar"]),
        (
            ROUTINES,
            "Behovsnivåer och färgspår",
            ["kod gul, färg okänt, SIP efter utskrivningen, låser underlaget, låses upp för SÄBO, LSS", "kod röd"],
        ),
        (ROUTINES, "It-system", ["Lifecare, från 2018-02, till 2026"]),
        (
            ROUTINES,
            "Vem som sköter hemsjukvården",
            ["kommun Luleå (2580), från 1 januari 2026, i ordinärt boende kommunen, tar delegering: nej"],
        ),
        (ROUTINES, "Egna ord", ["can_receive: kommunklar"]),
        (ROUTINES, "Avgjorda tolkningar av lagen", ["A-3: b"]),
        (ROUTINES, "Vem som avgör oenighet", ["de som berörs, lokalt", "den politiska gruppen"]),
    ],
)
def test_each_value_is_said_in_words(
    everything: dict[tuple[str, str], Row], section: str, name: str, lines: list[str]
) -> None:
    row = everything[section, name]

    assert list(row.lines) == lines
    assert row.stands_in == ("Överenskommelsen" if name != "Långa vistelser redovisas per" else "Står inte i texten")


def test_what_is_unknown_and_needed_is_never_billed(everything: dict[tuple[str, str], Row]) -> None:
    steps = everything[ALL, "Fria dagar i steg"]
    (tracks,) = [row for row in rows_of(read(text("a"))).values() if row.is_unknown]

    assert (steps.is_unknown, steps.meaning) == (True, "Inget debiteras på det förrän det är känt.")
    assert (tracks.name, tracks.lines, tracks.law) == ("Regler för betalningsansvar", (), "5 kap. 4 §")
    assert tracks.meaning == "Inget debiteras på det förrän det är känt."


def test_what_is_unknown_and_not_needed_is_not_replaced_unless_the_act_speaks(
    everything: dict[tuple[str, str], Row],
) -> None:
    said = {name: row.meaning for (_section, name), row in everything.items() if row.is_unknown}

    assert said == {
        "Fria dagar i steg": "Inget debiteras på det förrän det är känt.",
        "Fast vårdkontakt inom": "Lagens tid gäller: före utskrivningen.",
        "Planeringsunderlag inom": "Ingen har uppgiften, och ingen annan sätts i stället.",
        "Planerad tid för utskrivning": "Ingen har uppgiften, och ingen annan sätts i stället.",
    }


def test_what_the_act_settles_where_nothing_is_agreed_is_said() -> None:
    rows = rows_of(read(text("a")))

    assert rows[SENT, "Kallelse till SIP inom"].lines == ("Lagens tre dagar gäller.",)
    assert rows[SENT, "Kallelse till SIP inom"].stands_in == ""
    assert rows[DEMANDS, "Krav för betalningsansvar"].lines == ("Lagens egna krav gäller.",)
    assert rows[FIRST, "Gäller till och med"].lines == ("Tills vidare.",)


def test_a_default_that_nobody_has_written_is_not_said_to_be_agreed() -> None:
    rows = rows_of(read(text("a")))

    assert (MONEY, "Omvänt betalningsansvar") not in rows
    assert rows[SENT, "Kortaste tid före ett fast klockslag"].stands_in == "Står inte i texten"


def test_parameters_of_which_the_text_is_silent_stand_together() -> None:
    silent = {section.heading: section.silent for section in sections_of(read(text("a")), {})}

    assert silent[FIRST] == ("Gäller från", "Bygger på", "Tillfälligt uppehåll")
    assert "Omvänt betalningsansvar" in silent[MONEY]
    assert silent["Regler för betalningsansvar"] == ()


def test_chosen_readings_are_marked(everything: dict[tuple[str, str], Row]) -> None:
    chosen = {(section, name) for (section, name), row in everything.items() if row.is_chosen}

    assert chosen == {
        (ALL, "Underrättelse sent på dagen"),
        *((rule, "Ansvar uppstår när dagarna") for rule in (SOMATIC, ALL)),
        (MEAN, "De som lämnar samma dag ingår"),
        *((MONEY, name) for name in ("Beloppets källa", "Beloppet gäller per", "Årets belopp tas efter")),
        *((MONEY, name) for name in ("Olika belopp för olika vård", "Belopp per vård och år")),
    }


@pytest.mark.django_db
def test_it_says_where_a_parameter_stands_and_where_the_act_speaks_of_it(
    everything: dict[tuple[str, str], Row],
) -> None:
    act = rows_of(reading_of(load_corpus()["statute-2018"]))
    sources = [
        everything[SOMATIC, "Fria dagar"].source,
        everything[SOMATIC, "Räknas"].source,
        rows_of(read(text("a")))[SENT, "Kallelse till SIP inom"].source,
        everything[SENT, "Halvdagar"].source,
        act["Regel 2, all vård", "Fria dagar"].source,
        act["Regel 2, all vård", "Räknas"].source,
        rows_of(read(text("a")))[FIRST, "Gäller till och med"].source,
    ]

    assert [source.replace("\u00a0", " ") for source in sources] == [
        "Överenskommelsen. Jämför lagen, 5 kap. 4 §.",
        "Överenskommelsen",
        "Jämför lagen, 4 kap. 3 §.",
        "Överenskommelsen",
        "Lagen, 5 kap. 4 §",
        "Lagen",
        "",
    ]


def test_gaps_and_contradictions_are_sentences() -> None:
    reading = read(EVERYTHING)

    assert gaps_of(reading) == ["Regel 3, all vård: det är inte känt hur många dagar som är fria från en viss dag."]
    assert contradictions_of(reading) == [
        "Statusen stämmer inte med om något saknas. Det är det som saknas som avgör.",
        "Ett av kraven kan inte avgöras ur uppgifterna om ett vårdtillfälle.",
        "Ett av undantagen kan inte avgöras ur uppgifterna om ett vårdtillfälle.",
        "En av de valda läsningarna gäller ett villkor som inte har något värde.",
    ]
    assert gaps_of(read(text("a"))) == ["Det är inte känt vilka regler som gäller för vilka patienter."]


@pytest.mark.django_db
def test_each_gap_of_the_corpus_is_said_and_marked_where_it_is() -> None:
    for name, version in load_corpus().items():
        reading = reading_of(version)
        rows = [row for section in sections_of(reading, PLACES) for row in section.rows]
        billed = [row for row in rows if row.meaning == "Inget debiteras på det förrän det är känt."]

        assert (name, bool(billed)) == (name, bool(gaps_of(reading)))
        assert not [line for row in rows for line in row.lines if re.search(r"\b(None|Fraction|Promise)\b|^$", line)]

@pytest.mark.django_db
def test_what_is_inherited_is_said_to_be() -> None:
    loaded = load_corpus()
    sormland, act = rows_of(reading_of(loaded["sormland-2016"])), rows_of(reading_of(loaded["statute-2018"]))

    rule = "Regel 1, all vård"
    assert sormland[rule, "Fria dagar"].stands_in == "Överenskommelsen"
    assert sormland[rule, "Dagen för underrättelsen"].stands_in == "Ärvt från statute-2018"
    assert sormland[MONEY, "Belopp per år"].stands_in == "Överenskommelsen"
    assert sormland[MONEY, "Årets belopp tas efter"].stands_in == "Ärvt från statute-2018"
    assert sormland[MONEY, "Vad som betalas"].stands_in == "Ärvt från statute-2018"
    assert sormland[FIRST, "Bygger på"].lines == ("statute-2018",)
    assert act["Regel 2, all vård", "Dagar som räknas"].stands_in == "Lagen"
    gavleborg = rows_of(reading_of(loaded["gavleborg-2018"]))
    assert gavleborg[rule, "Fria dagar"].stands_in == "Överenskommelsen"
    assert gavleborg[rule, "Dagar som räknas"].stands_in == "Står inte i texten"
    norrbotten = rows_of(reading_of(loaded["norrbotten-2018"]))
    assert norrbotten["Regel 2, all vård", "Fria dagar"].stands_in == "Ärvt från statute-2018"
