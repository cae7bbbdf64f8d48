"""Tests of the pages of a stay: desk/views/stays.py, desk/acts, desk/act_forms, desk/selectors/stay.py."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from accounts.actor import Actor
from accounts.models import AccessLogEntry
from desk.act_forms.base import GROUNDS
from desk.acts import tracks
from desk.stay_acts import BY_SLUG
from discharge.contents.planning import Area, Before, Need
from discharge.folds.registry import STAY_FOLDS
from discharge.models import Case, Deadline, Episode, Event, Notice, RegisterData
from discharge.models.notices import Ground
from discharge.models.protection import Protection
from discharge.services.absences import end_leave, register_leave
from discharge.services.addressing import AreaDetails, create_address_rule
from discharge.services.admission_notices import send_admission_notice
from discharge.services.admitting import judge_need, register_stay
from discharge.services.estimates import change_estimate
from discharge.services.leaving import leave, send_discharge_information, undo_leaving
from discharge.services.moving import change_ward, transfer
from discharge.services.opt import draw_up_care_plan, register_opt_decision
from discharge.services.readiness import withdraw_readiness
from discharge.services.receiving import say_can_receive, withdraw_can_receive
from discharge.services.sip_calls import answer_about_sip, call_sip
from discharge.services.underlays import send_underlay
from discharge.versions import case_version
from rules.facts import CareType, LeftReason, SipConsent
from tests import factories as make
from tests.core.moments import NOON
from tests.desk.acting import ACTS, ASKED_AT, CONSENTED, HOUR, Act, refs, typed
from tests.desk.browsing import browser, field, main
from tests.desk.conftest import At
from tests.discharge import persons
from tests.discharge.parties import parties
from tests.discharge.staying import (
    ADMITTED,
    DR_LIND,
    JUDGED,
    REGISTERED,
    TOLD_READY,
    Stay,
    asked,
    can_receive,
    closed,
    compulsory,
    left,
    notified,
    other_hospital,
    question_of,
    ready,
    with_contact,
)
from tests.queries import queries

pytestmark = pytest.mark.django_db

@pytest.fixture(autouse=True)
def _an_hour_after_she_was_ready(at: At) -> None:
    at(ASKED_AT - NOON)


each_act = pytest.mark.parametrize(("slug", "act"), [pytest.param(*one, id=one[0]) for one in ACTS.items()])


def address(stay: Stay, slug: str) -> str:
    return f"/arenden/{stay.case.ref}/vagen-hem/{slug}/"


def form_of(page: Any, fields: dict[str, Any]) -> dict[str, Any]:
    """What the page posts when its fields are filled in."""
    return {name: field(page, name) for name in ("unit", "expected_version", "key")} | fields


def value(page: Any, name: str) -> str:
    """What stands in a field; an empty text when nothing does."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*?value="([^"]*)"', page.content.decode())
    return found[1] if found else ""


def ticked(page: Any) -> list[str]:
    """The recipients that are ticked."""
    return re.findall(r'name="recipients" value="([^"]+)" checked', page.content.decode())


class TestActing:
    def test_every_act_is_tried(self) -> None:
        assert set(ACTS) == set(BY_SLUG)

    @each_act
    def test_it_happens_once_by_its_form_and_the_case_says_so(self, slug: str, act: Act) -> None:
        stay = act.begun()
        client = browser(getattr(stay.they, act.who))
        page = client.get(address(stay, slug))
        form = form_of(page, act.fields(stay))

        done = client.post(address(stay, slug), form, follow=True)
        events = Event.objects.count()
        again = client.post(address(stay, slug), form)

        assert (page.status_code, done.redirect_chain) == (200, [(f"/arenden/{stay.case.ref}/", 302)])
        assert str(BY_SLUG[slug].done) in main(done)
        told = Event.objects.filter(kind__in=STAY_FOLDS).latest("seq")
        assert (told.kind, stay.episode.status) == (act.told, act.status)
        assert (again.status_code, Event.objects.count()) == (302, events)

    @each_act
    def test_the_case_leads_there_when_it_can_be_done(self, slug: str, act: Act) -> None:
        stay = act.begun()

        page = browser(getattr(stay.they, act.who)).get(f"/arenden/{stay.case.ref}/").content.decode()

        assert f'href="{address(stay, slug)}"' in page

    @each_act
    def test_a_stale_page_says_so_and_keeps_what_was_typed(self, slug: str, act: Act) -> None:
        stay = act.begun()
        who = getattr(stay.they, act.who)
        fields = act.fields(stay)
        client = browser(who)
        events = Event.objects.count()

        answer = client.post(
            address(stay, slug), form_of(client.get(address(stay, slug)), fields) | {"expected_version": 0}
        )

        assert answer.status_code == 409
        assert "sedan du öppnade sidan. Läs det först." in main(answer)
        assert field(answer, "expected_version") == str(case_version(stay.case, who))
        for name, text in fields.items():
            if name in ("physician", "name", "phone", "place", "said_by", "expected_on", "left_at", "from_at"):
                assert value(answer, name) == text
        assert set(ticked(answer)) == set(fields.get("recipients", ()))
        assert Event.objects.count() == events

    @each_act
    def test_another_party_finds_no_form_and_does_nothing(self, slug: str, act: Act) -> None:
        stay = with_contact()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.other_ward), now=TOLD_READY)
        others = {
            **dict.fromkeys(("svar-om-sip", "fraga", "svar-pa-fraga"), stay.they.other_ward),
            **dict.fromkeys(("klar-att-ta-emot", "svar-om-insatser", "kan-inte-ta-emot"), stay.they.ward),
            "tackar-nej": stay.they.clinic,
            **dict.fromkeys(
                ("samtycke", "aterta-samtycke", "menprovning", "foretradare", "ta-bort-foretradare"),
                stay.they.other_ward,
            ),
            **dict.fromkeys(
                ("sip-behovs", "ingen-sip", "begar-sip", "erbjud-sip", "aterta-samtycke-till-sip"),
                stay.they.other_ward,
            ),
            **dict.fromkeys(("vantar-pa", "andra-vantan", "behover-inte-vanta", "hinder"), stay.they.other_ward),
            **dict.fromkeys((one.slug for one in tracks.ACTS), stay.they.care),
            **dict.fromkeys(("invandning", "ta-tillbaka-invandning"), stay.they.ward),
        }
        client = browser(others.get(slug, stay.they.social))
        someone = others.get(slug, stay.they.social)
        events = Event.objects.count()
        form = {"unit": stay.ref(someone), "expected_version": case_version(stay.case, someone), **act.fields(stay)}

        answers = [
            client.get(address(stay, slug)),
            client.post(address(stay, slug), form),
            client.post(address(stay, slug), {"soker": "1"}),
            client.post(address(stay, slug), {}),
        ]

        assert [answer.status_code for answer in answers] == [403, 403, 403, 403]
        assert all(DR_LIND not in main(answer) for answer in answers)
        assert Event.objects.count() == events

    def test_whoever_does_not_see_the_case_finds_no_page(self) -> None:
        stay = Stay().judged()

        for someone in (stay.they.other_ward, stay.they.social, stay.they.clinic):
            client = browser(someone)
            assert client.get(address(stay, "bedom-behov")).status_code == 404
            form = {"unit": stay.ref(someone), "expected_version": 1, "reason": "x"}
            assert client.post(address(stay, "stryk"), form).status_code == 404

    def test_whoever_was_not_told_of_the_stay_is_told_that_there_is_none(self) -> None:
        stay = Stay().judged()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.social), now=JUDGED)
        client = browser(stay.they.social)

        page = client.get(address(stay, "klar-att-ta-emot"))
        case = client.get(f"/arenden/{stay.case.ref}/")

        assert (page.status_code, "hör inte till någon sjukhusvistelse" in main(page)) == (409, True)
        assert "Vägen hem" not in main(case)

    def test_an_act_that_there_is_not_has_no_page(self) -> None:
        stay = Stay()

        assert browser(stay.they.ward).get(address(stay, "flyga")).status_code == 404

    def test_a_provider_acts_in_no_stay(self) -> None:
        stay = notified()
        provider = make.actor(make.provider())
        make.message(stay.case, stay.they.ward, make.unit_of(provider), now=TOLD_READY)

        assert browser(provider).get(address(stay, "klar-att-ta-emot")).status_code == 403

    def test_what_is_not_possible_now_says_what_holds(self) -> None:
        stay = ready()
        client = browser(stay.they.ward)
        form = form_of(client.get(address(stay, "utskrivningsklar")), ACTS["utskrivningsklar"].fields(stay))

        answer = client.post(address(stay, "utskrivningsklar"), form)

        assert answer.status_code == 409
        assert "Det går inte nu: patienten är redan utskrivningsklar." in main(answer)

    def test_in_a_closed_case_nothing_is_done(self) -> None:
        stay = closed()
        client = browser(stay.they.ward)

        answer = client.post(
            address(stay, "angra-utskrivning"), form_of(client.get(address(stay, "angra-utskrivning")), {})
        )

        assert (answer.status_code, "Ärendet är avslutat sedan 12 mars" in main(answer)) == (409, True)

    def test_reading_the_form_is_logged(self) -> None:
        stay = Stay()

        browser(stay.they.ward).get(address(stay, "bedom-behov"))

        assert AccessLogEntry.objects.filter(what="read", case_ref=stay.case.ref).count() == 1


class TestBadInput:
    @pytest.mark.parametrize(
        ("slug", "wrong", "status", "said"),
        [
            pytest.param("bedom-behov", {"physician": ""}, 422, "Behandlande läkare: Skriv något här.", id="nobody"),
            pytest.param(
                "bedom-behov", {"judged_at": "i går"}, 422, "Bedömt: Ange dag och klockslag.", id="no instant"
            ),
            pytest.param(
                "bedom-behov", {"region": "", "municipal_care": ""}, 422, "Välj minst en verksamhet", id="no need"
            ),
            pytest.param("bedom-behov", {"judged_at": "2026-03-13T12:00"}, 422, "Tiden stämmer inte", id="future"),
            pytest.param("inget-behov", {"reason": ""}, 422, "Skäl: Skriv något här.", id="no reason"),
            pytest.param("inskrivningsmeddelande", {"recipients": []}, 422, "Välj minst en mottagare.", id="nowhere"),
            pytest.param("inskrivningsmeddelande", {"outside_how": "fax"}, 422, "Ange både hur och när", id="no time"),
            pytest.param("inskrivningsmeddelande", {"expected_on": ""}, 422, "Ange en dag.", id="no day"),
            pytest.param("inskrivningsmeddelande", {"expected_time": "x"}, 422, "Ange ett klockslag.", id="no hour"),
            pytest.param("beraknad-utskrivning", {"reason_ground": ""}, 422, "Uppgifter saknas", id="no ground"),
            pytest.param("utskrivningsklar", {"physician": " "}, 422, "Läkare: Skriv något här.", id="no physician"),
            pytest.param("vardkontakt", {"phone": ""}, 422, "Direktnummer: Skriv något här.", id="no phone"),
            pytest.param("klar-att-ta-emot", {"ground": ""}, 422, "Varför uppgifterna får lämnas", id="no consent"),
            pytest.param("svar-om-sip", {"consent": "unknown"}, 422, "Svar: ", id="no answer"),
            pytest.param("kalla-till-sip", {"meeting_at": "2026-03-12T09:00"}, 422, "Tiden stämmer inte", id="past"),
            pytest.param("svar-om-insatser", {"services": ""}, 422, "Uppgifter saknas", id="no services"),
            pytest.param("underlag", {"missing_by": ""}, 422, "Ange när det som saknas kommer", id="no promise"),
            pytest.param("underlag", {"adl_before": "x"}, 422, "jämfört med tidigare: ", id="a forged comparison"),
            pytest.param("fraga", {"recipients": []}, 422, "Välj minst en mottagare.", id="nobody asked"),
            pytest.param("fraga", {"answer_by": "2026-03-12T09:00"}, 422, "Tiden för svaret", id="too late"),
            pytest.param("svar-pa-fraga", {"about": ""}, 422, "Gäller: Välj vad.", id="no question"),
            pytest.param("svar-pa-fraga", {"about": str(uuid4())}, 409, "väntar inte på er längre", id="no such one"),
            pytest.param("utskrivning", {"left_at": ""}, 422, "När: Ange dag och klockslag.", id="no time"),
            pytest.param("stryk", {"unit": "x"}, 422, "Sidan gick inte att läsa.", id="a forged unit"),
            pytest.param("stryk", {"unit": str(uuid4())}, 403, "omfattar inte den enheten", id="another's unit"),
        ],
    )
    def test_it_says_what_is_wrong_and_keeps_what_was_typed(
        self, slug: str, wrong: dict[str, Any], status: int, said: str
    ) -> None:
        act = ACTS[slug]
        stay = act.begun()
        client = browser(getattr(stay.they, act.who))
        events = Event.objects.count()
        fields = act.fields(stay)
        form = form_of(client.get(address(stay, slug)), fields)

        answer = client.post(address(stay, slug), form | wrong)

        assert (answer.status_code, said in main(answer)) == (status, True), main(answer)
        assert field(answer, "key") == form["key"]
        for name in ("physician", "name", "place", "said_by", "expected_on"):
            if name in fields and name not in wrong:
                assert value(answer, name) == fields[name]
        assert Event.objects.count() == events


class TestForms:
    def test_what_is_known_need_not_be_typed_again(self) -> None:
        stay = Stay().judged(social_services=False)
        client = browser(stay.they.ward)

        need = client.get(address(stay, "bedom-behov"))
        admission = client.get(address(stay, "inskrivningsmeddelande"))
        estimate = client.get(address(stay, "beraknad-utskrivning"))

        assert (value(need, "physician"), value(need, "judged_at")) == (DR_LIND, typed(ASKED_AT))
        assert re.findall(r'name="(\w+)"[^>]* checked', need.content.decode()) == ["region", "municipal_care"]
        assert value(admission, "expected_on") == "2026-03-12"
        assert value(estimate, "expected_on") == ""

    def test_a_need_that_is_not_judged_is_not_filled_in(self) -> None:
        stay = Stay()

        page = browser(stay.they.ward).get(address(stay, "bedom-behov"))

        assert (value(page, "physician"), "checked" in page.content.decode()) == ("", False)

    def test_units_concerned_by_address_are_ticked_until_they_are_told(self) -> None:
        stay = Stay()
        social, care = make.unit_of(stay.they.social), make.unit_of(stay.they.care)
        for unit in (social, care):
            area = AreaDetails(municipality_code=social.controller.principal.code)
            create_address_rule(unit=unit.ref, area=area, valid_from=make.LONG_AGO, by=make.SETUP, now=make.NOW)
        code = social.controller.principal.code
        RegisterData.objects.filter(patient=stay.case.patient).update(municipality_code=code)
        stay.judged(region=False, municipal_care=False)
        client = browser(stay.they.ward)

        page = client.get(address(stay, "inskrivningsmeddelande"))
        client.post(
            address(stay, "inskrivningsmeddelande"),
            form_of(page, {"recipients": ticked(page), "expected_on": "2026-03-12", "consent": "given"}),
        )

        assert ticked(page) == [str(social.ref)]
        assert ticked(client.get(address(stay, "fler-mottagare"))) == []
        assert Notice.objects.get().receipts.get().unit == social

    def test_the_ready_notice_goes_to_those_who_were_told_unless_they_are_unticked(self) -> None:
        stay = notified()
        client = browser(stay.they.ward)

        first, more = (client.get(address(stay, slug)) for slug in ("utskrivningsklar", "utskrivningsklar-till-fler"))

        assert set(ticked(first)) == set(refs(stay))
        assert ticked(more) == []
        assert all(ref in more.content.decode() for ref in refs(stay))

    def test_what_goes_to_the_parties_is_offered_to_those_who_were_told_and_ticked_where_most_need_it(self) -> None:
        stay = notified()
        social, *health = refs(stay)

        client = browser(stay.they.ward)
        pages = [client.get(address(stay, slug)) for slug in ("underlag", "del-av-information", "fraga")]
        boxes = [re.findall(r'name="recipients" value="([^"]+)"', page.content.decode()) for page in pages]

        assert [set(ticked(page)) for page in pages] == [{social, *health}, set(health), set()]
        assert [set(found) for found in boxes] == [{social, *health}] * 3

    def test_of_somebody_protected_nobody_is_proposed(self) -> None:
        ward = make.actor()
        case = register_stay(
            make.patient("Hemlig", protection=Protection.MARKING).ref,
            unit=make.unit_of(ward).ref,
            admitted_at=ADMITTED,
            care_type=CareType.SOMATIC,
            by=ward,
            now=REGISTERED,
        )

        page = browser(ward).get(f"/arenden/{case.ref}/vagen-hem/inskrivningsmeddelande/")

        assert (page.status_code, ticked(page)) == (200, [])
        assert "Skyddade personuppgifter" in main(page)
        assert "Hemlig" not in page.content.decode()

    def test_searching_for_a_unit_keeps_what_was_typed_and_sends_nothing(self) -> None:
        stay = Stay().judged()
        clinic = str(stay.ref(stay.they.clinic))
        asked = {"soker": "1", "sok": "Bistånd", "recipients": [clinic], "expected_on": "2026-03-15"}
        client = browser(stay.they.ward)

        page = client.post(address(stay, "inskrivningsmeddelande"), {**asked, "expected_version": 2, "key": "k"})

        assert (page.status_code, ticked(page), value(page, "expected_on")) == (200, [clinic], "2026-03-15")
        assert "Bistånd norr" in main(page)
        assert (field(page, "key"), field(page, "expected_version")) == ("k", "2")
        assert not Notice.objects.exists()

    def test_whoever_acts_for_several_units_says_for_which(self) -> None:
        stay = notified()
        group = make.group([make.unit_of(stay.they.social), make.unit_of(stay.they.social_two)])
        more = [str(stay.ref(stay.they.social_two))]
        fields = {"recipients": more, "expected_on": "2026-03-12", "consent": "not_asked"}
        ward = browser(stay.they.ward)
        ward.post(address(stay, "fler-mottagare"), form_of(ward.get(address(stay, "fler-mottagare")), fields))
        client = browser(make.actor(group, stay.they.social.role))

        page = client.get(address(stay, "klar-att-ta-emot"))
        asked = {"unit": more[0], "expected_version": field(page, "expected_version"), "from_at": "x"}
        kept = client.post(address(stay, "klar-att-ta-emot"), asked)
        case = client.get(f"/arenden/{stay.case.ref}/").content.decode()

        options = re.findall(r'<option value="([^"]+)"( selected)?>Bistånd', page.content.decode())
        assert [ref for ref, _ in options] == [str(stay.ref(stay.they.social)), more[0]]
        assert f'<option value="{more[0]}" selected>' in kept.content.decode()
        assert case.count(f'href="{address(stay, "klar-att-ta-emot")}"') == 1


class TestCasePage:
    def test_the_municipality_sees_what_it_was_sent_and_nothing_else(self) -> None:
        stay = Stay()
        stay.does(stay.they.ward, change_estimate, JUDGED, expected_on=date(2026, 3, 20))
        stay.judged()
        make.message(stay.case, stay.they.ward, make.unit_of(stay.they.social), now=JUDGED)
        client = browser(stay.they.social)
        before = main(client.get(f"/arenden/{stay.case.ref}/"))
        stay.notified()

        after = main(client.get(f"/arenden/{stay.case.ref}/"))

        for page in (before, after):
            for hidden in ("Behovet bedömdes", "Utskrivningen beräknades", "Skrevs in", DR_LIND, "Bedöm behov"):
                assert hidden not in page
        assert ("Vägen hem" in before, "20 mars" in before) == (False, False)
        assert "Beräknad utskrivning fredag 20 mars" in after
        assert "Inskrivningsmeddelande skickades till" in after
        assert "Meddela klar att ta emot" in after

    def test_the_hospital_sees_its_own_judgements_and_steps(self) -> None:
        stay = Stay().judged()

        page = main(browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/"))

        assert "Beräknad utskrivning torsdag 12 mars" in page
        assert "Inskrivnings\u00admeddelande pågår: senast mån 9 mars 15.30" in page
        assert "Fast vårdkontakt senare: senare" in page
        assert "Behovet bedömdes" in page
        assert "Vår tur: skicka inskrivningsmeddelande" in page

    def test_a_missed_step_says_when_it_should_have_been_done(self) -> None:
        stay = Stay().judged()
        due = Deadline.objects.get(kind="admission_notice")
        Deadline.objects.update(breached_at=due.due_at)

        page = main(browser(stay.they.ward).get(f"/arenden/{stay.case.ref}/"))

        assert "Inskrivnings\u00admeddelande försenat: skulle ha varit klart mån 9 mars 15.30" in page
        Deadline.objects.update(breached_at=None)

    def test_who_is_ready_and_has_left_is_said_until_it_is_taken_back(self) -> None:
        stay = ready()
        client = browser(stay.they.care)

        told = main(client.get(f"/arenden/{stay.case.ref}/"))
        stay.does(stay.they.ward, leave, ASKED_AT, reason=LeftReason.DISCHARGED, left_at=ASKED_AT)
        gone = main(client.get(f"/arenden/{stay.case.ref}/"))
        stay.does(stay.they.ward, undo_leaving, ASKED_AT)
        stay.does(stay.they.ward, withdraw_readiness, ASKED_AT)
        back = main(client.get(f"/arenden/{stay.case.ref}/"))

        assert "Utskrivnings\u00adklar i dag 09.00" in told
        assert "Lämnade sjukhuset i dag 10.30" in gone
        assert ("Lämnade sjukhuset i dag" in back, "Utskrivnings\u00adklar senare: senare" in back) == (False, True)

    def test_a_refused_plan_is_not_needed(self) -> None:
        stay = ready()
        stay.does(stay.they.clinic, answer_about_sip, ASKED_AT, consent=SipConsent.REFUSED, said_by="hon själv")

        page = main(browser(stay.they.clinic).get(f"/arenden/{stay.case.ref}/"))

        assert "SIP upprättas behövs inte: patienten har tackat nej" in page

    def test_every_notice_of_the_stay_is_said_in_words_to_its_sender(self) -> None:
        stay = with_contact()
        they = stay.they
        at = ASKED_AT
        estimate: dict[str, Any] = {"expected_on": date(2026, 3, 14), "told": True}
        stay.does(they.ward, change_estimate, at, **estimate, reason="Feber", reason_ground=Ground.CONSENT)
        receiving: dict[str, Any] = {"from_at": at + HOUR, "first_visit": "fredag 14", "meets": "Hemtjänst Norr"}
        stay.does(they.social, say_can_receive, at, **receiving, ground=Ground.CONSENT)
        stay.does(they.clinic, answer_about_sip, at, consent=SipConsent.GIVEN, said_by="hon själv")
        stay.does(they.clinic, call_sip, at, meeting_at=at + 24 * HOUR, place="Hemma", others="dottern")
        stay.does(they.ward, send_discharge_information, at, body="Sårvård varannan dag", medicines="Enligt lista")
        stay.does(they.ward, leave, at, reason=LeftReason.OTHER_REGION, left_at=at, where_to="Uppsala")
        stay.does(they.ward, undo_leaving, at)
        stay.does(they.ward, withdraw_readiness, at)

        ward, clinic, social = (
            main(browser(one).get(f"/arenden/{stay.case.ref}/")) for one in (they.ward, they.clinic, they.social)
        )

        for words in (
            "Namn Anna Ek",
            "Samtycke Patienten är inte tillfrågad än",
            "Ny tid lördag 14 mars Tidigare torsdag 12 mars Patienten vet om det Skäl Feber",
            "Bedömt torsdag 12 mars, klockan 09.00 Av läkaren Anna Lind",
            "Läkemedel Enligt lista",
            "Sårvård varannan dag",
            "Hur Flyttad till sjukhus i en annan region När torsdag 12 mars, klockan 10.30 Vart Uppsala",
            "Patienten har inte lämnat sjukhuset. Läget är som innan.",
            "Utskrivningsklar är taget tillbaka",
        ):
            assert words in ward
        for words in (
            "Fast vårdkontakt utsedd",
            "Namn Ulla Berg Telefon 0980-319 213 Uppgift kallar till SIP",
            "Svar Ja till SIP Svarade hon själv",
            "Mötet fredag 13 mars, klockan 10.30 Var Hemma Också kallade dottern",
        ):
            assert words in clinic
        assert "Från torsdag 12 mars, klockan 11.30 Första besöket fredag 14 Möter Hemtjänst Norr" in social

    def test_what_waits_is_said_to_whoever_knows_of_it_with_what_she_can_do_about_it(self) -> None:
        stay = asked()
        needs = [Need(Area.MEDICINE_HANDLING, "", Before.NOT_KNOWN)]
        care = [stay.ref(stay.they.care)]
        stay.does(
            stay.they.ward, send_underlay, TOLD_READY, recipients=care, needs=needs, missing_by=ASKED_AT, **CONSENTED
        )
        parties = (stay.they.ward, stay.they.social, stay.they.care)

        pages = [browser(one).get(f"/arenden/{stay.case.ref}/") for one in parties]
        ward, social, of_care = (main(page) for page in pages)
        to_answer = f"{address(stay, 'svar-pa-fraga')}?om={question_of(stay)}"

        assert "Saknas än: läkemedelshantering skicka det när det är känt senast i dag 10.30" in ward
        assert "Fråga från Bistånd norr svara på den senast i dag 23.59" in ward
        assert "Fråga från Avdelning 1 svar väntas från Bistånd norr, Hemsjukvården, Vårdcentralen Linden" in ward
        assert "Fråga från Avdelning 1 svara på den" in social
        assert "Saknas än: läkemedelshantering kommer från Avdelning 1" in of_care
        assert "Saknas än" not in social
        assert [to_answer in page.content.decode() for page in pages] == [False, True, True]

    def test_the_question_that_is_to_be_answered_is_chosen_beforehand(self) -> None:
        stay = asked()
        client = browser(stay.they.care)

        page = client.get(f"{address(stay, 'svar-pa-fraga')}?om={question_of(stay)}").content.decode()

        chosen = f'<option value="{question_of(stay)}" selected>Fråga från Avdelning 1, söndag 8 mars, klockan 16.00<'
        assert (chosen in page, page.count("<option value")) == (True, 1 + len(GROUNDS))

    def test_who_can_no_longer_receive_is_planning_again(self) -> None:
        stay = can_receive()
        client = browser(stay.they.care)
        before = main(client.get(f"/arenden/{stay.case.ref}/"))

        stay.does(stay.they.care, withdraw_can_receive, ASKED_AT)

        after = main(client.get(f"/arenden/{stay.case.ref}/"))
        assert "Planering inför utskrivning klart" in before
        assert "Planering inför utskrivning pågår" in after
        assert (address(stay, "kan-inte-ta-emot") in after, "Kan inte längre ta emot" in after) == (False, True)

    def test_every_notice_of_what_happens_to_her_is_said_in_words(self) -> None:
        stay = compulsory()
        they, at = stay.they, ASKED_AT
        told = [stay.ref(one) for one in stay.recipients]
        decision = {"recipients": told, "decided_at": at, "psychiatrist": "Karin Holm"}
        plan = {"drawn_up_at": at, "psychiatrist": "Karin Holm", "approved_by": "Bistånd norr"}
        stay.does(they.ward, register_leave, at, gone_at=at, expected_back_at=at + HOUR, **CONSENTED)
        away = main(browser(they.ward).get(f"/arenden/{stay.case.ref}/"))
        stay.does(they.ward, end_leave, at + HOUR, back_at=at + HOUR, **CONSENTED)
        stay.does(they.ward, register_opt_decision, at + HOUR, **decision)
        stay.does(they.ward, draw_up_care_plan, at + HOUR, **plan, **CONSENTED)
        stay.does(they.ward, change_ward, at + HOUR, to=stay.ref(they.other_ward), moved_at=at + HOUR)
        new = other_hospital(stay)
        stay.does(they.other_ward, transfer, at + HOUR, to=stay.ref(new), moved_at=at + HOUR, **CONSENTED)

        ward = main(browser(they.ward).get(f"/arenden/{stay.case.ref}/"))

        assert "På permission sedan i dag 10.30" in away
        for words in (
            "Från torsdag 12 mars, klockan 10.30 Väntas åter torsdag 12 mars, klockan 11.30",
            "Från torsdag 12 mars, klockan 10.30 Åter torsdag 12 mars, klockan 11.30",
            "Tillbaka från permission Avdelning 1 till",
            "Vård Öppen psykiatrisk tvångsvård Beslutat torsdag 12 mars, klockan 10.30 Av chefsöverläkaren Karin Holm",
            "Upprättad torsdag 12 mars, klockan 10.30 Av chefsöverläkaren Karin Holm Justerad av Bistånd norr",
            "Ny avdelning Avdelning 2 Flyttad torsdag 12 mars, klockan 11.30",
            "Till Ersta sjukhus, Medicinkliniken Telefon 0980-500 00 Flyttad torsdag 12 mars, klockan 11.30",
            "Beräknad utskrivning torsdag 12 mars Kommun och öppen vård Inskrivningsmeddelande är skickat",
            "SIP upprättas behövs inte: en samordnad vårdplan görs i stället",
        ):
            assert words in ward, ward

    def test_where_she_can_be_moved_and_registered_is_chosen(self) -> None:
        stay = Stay()
        client, new = browser(stay.they.ward), other_hospital(stay)
        wards, hospitals, places, facts = (
            client.get(address(stay, slug)).content.decode()
            for slug in ("byt-avdelning", "flytta-till-annat-sjukhus", "folkbokforing", "ratta-uppgifter")
        )

        assert f'<option value="{stay.ref(stay.they.other_ward)}">Avdelning 2</option>' in wards
        assert str(stay.ref(new)) not in wards
        assert f'<option value="{stay.ref(new)}">Ersta sjukhus: Medicinkliniken</option>' in hospitals
        assert '<option value="2580">Luleå' in places
        assert '<option value="somatic" selected>' in facts
        assert f'value="{typed(ADMITTED)}"' in facts

    def test_the_other_hospital_is_shown_no_judgement_of_the_first(self) -> None:
        stay = ready()
        new = other_hospital(stay)
        stay.does(stay.they.ward, transfer, ASKED_AT, to=stay.ref(new), moved_at=ASKED_AT, **CONSENTED)

        need = browser(new).get(address(stay, "bedom-behov"))
        page = main(browser(new).get(f"/arenden/{stay.case.ref}/"))

        assert (value(need, "physician"), "checked" in need.content.decode()) == ("", False)
        assert DR_LIND not in page
        assert "Inskrivnings\u00admeddelande klart: klart" in page

    def test_it_costs_the_same_however_much_has_happened(self) -> None:
        stay = notified()
        client = browser(stay.they.ward)
        client.get(f"/arenden/{stay.case.ref}/")
        with queries(QUERIES):
            client.get(f"/arenden/{stay.case.ref}/")
        for day in range(14, 18):
            stay.does(stay.they.ward, change_estimate, ASKED_AT, expected_on=date(2026, 3, day))

        with queries(QUERIES):
            client.get(f"/arenden/{stay.case.ref}/")


class TestRegistering:
    @staticmethod
    def form(ward: Actor, **changed: Any) -> dict[str, Any]:
        number = persons.known()
        return {
            "oid": number.oid,
            "value": number.value,
            "unit": str(make.unit_of(ward).ref),
            "admitted_at": typed(ADMITTED),
            "care_type": "geriatric",
            "expected_on": "2026-03-14",
            "expected_time": "13:30",
            "key": "en",
            **changed,
        }

    def test_whoever_was_found_is_admitted_once(self) -> None:
        ward = make.actor()
        client = browser(ward)
        form = self.form(ward)

        page = client.post("/inskrivning/", {name: form[name] for name in ("oid", "value", "unit")})
        done = client.post("/inskrivning/", form, follow=True)
        again = client.post("/inskrivning/", form)

        assert (page.status_code, value(page, "admitted_at"), value(page, "value")) == (
            200,
            typed(ASKED_AT),
            form["value"],
        )
        episode = Episode.objects.get()
        assert done.redirect_chain == [(f"/arenden/{episode.case.ref}/", 302)]
        assert "Patienten är inskriven. Ingen utanför sjukhuset ser det." in main(done)
        assert (episode.admitted_at, episode.care_type, episode.expected_on) == (
            ADMITTED,
            "geriatric",
            date(2026, 3, 14),
        )
        assert again.headers["Location"] == f"/arenden/{episode.case.ref}/"

    def test_somebody_whom_no_register_knows_is_registered_by_name(self) -> None:
        ward = make.actor()
        number = persons.reserve_number()
        form = self.form(ward, oid=number.oid, value=number.value, given_names="Anna", surname="Okänd")

        done = browser(ward).post("/inskrivning/", form, follow=True)

        assert "Anna Okänd" in main(done)

    @pytest.mark.parametrize(
        ("wrong", "status", "said"),
        [
            pytest.param({"admitted_at": ""}, 422, "Inskriven: Ange dag och klockslag.", id="no instant"),
            pytest.param({"care_type": "dental"}, 422, "Vårdform: ", id="a forged kind of care"),
            pytest.param({"expected_on": ""}, 422, "Uppgifter saknas eller stämmer inte", id="an hour without a day"),
            pytest.param({"admitted_at": "2026-03-12T11:00"}, 422, "Tiden stämmer inte", id="the future"),
            pytest.param({"unit": str(uuid4())}, 403, "omfattar inte den enheten", id="another's ward"),
            pytest.param({"oid": ""}, 422, "Sidan gick inte att läsa.", id="no domain"),
        ],
    )
    def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
        self, wrong: dict[str, Any], status: int, said: str
    ) -> None:
        ward = make.actor()

        answer = browser(ward).post("/inskrivning/", self.form(ward, **wrong))

        assert (answer.status_code, said in main(answer)) == (status, True), main(answer)
        assert value(answer, "expected_time") == "13:30"
        assert field(answer, "key") == "en"
        assert not Case.objects.exists()

    def test_a_number_that_is_none_stands_as_it_was_typed(self) -> None:
        ward = make.actor()

        answer = browser(ward).post("/inskrivning/", self.form(ward, value="123"))

        assert (answer.status_code, "Skriv in patient, 123" in main(answer)) == (422, True)

    def test_who_is_there_already_is_said_to_be(self) -> None:
        ward = make.actor()
        client = browser(ward)
        form = self.form(ward)
        client.post("/inskrivning/", form)

        answer = client.post("/inskrivning/", form | {"key": "två"})

        assert answer.status_code == 409
        assert "Patienten är redan inskriven här sedan 8 mars 14.00." in main(answer)
        assert Case.objects.count() == 1

    def test_who_left_lately_is_proposed_as_back_and_the_box_stays_as_it_was_left(self) -> None:
        stay = left()
        number = stay.case.patient.identities.get()
        found = {"oid": number.oid, "value": number.value, "unit": str(stay.ref(stay.they.other_ward))}
        form = {**self.form(stay.they.other_ward, admitted_at=typed(ASKED_AT)), **found}
        box = f'name="returned_from" value="{stay.case.ref}"'
        client = browser(stay.they.other_ward)

        page = client.post("/inskrivning/", found)
        unticked = client.post("/inskrivning/", form | {"admitted_at": ""})
        ticked = client.post("/inskrivning/", form | {"admitted_at": "", "returned_from": str(stay.case.ref)})
        elsewhere = browser(other_hospital(stay)).post("/inskrivning/", found)
        client.post("/inskrivning/", form | {"returned_from": str(stay.case.ref)})

        assert "Åter inskriven: lämnade sjukhuset i dag 09.30" in main(page)
        pages = (page, unticked, ticked)
        assert [f"{box} checked" in one.content.decode() for one in pages] == [True, False, True]
        assert [box in one.content.decode() for one in (*pages, elsewhere)] == [True, True, True, False]
        assert AccessLogEntry.objects.filter(what="listed", case_ref=stay.case.ref).count() == 3
        row = Episode.objects.latest("pk")
        assert (row.returned_from, row.ward) == (stay.episode, make.unit_of(stay.they.other_ward))

    def test_of_somebody_back_what_the_unit_said_before_need_not_be_typed_again(self) -> None:
        stay = with_contact()
        clinic = stay.they.clinic
        stay.does(clinic, answer_about_sip, TOLD_READY, consent=SipConsent.REFUSED, said_by="hon själv")
        stay.does(stay.they.ward, leave, TOLD_READY, reason=LeftReason.DISCHARGED, left_at=TOLD_READY)
        stay.case = register_stay(
            stay.case.patient.ref,
            unit=stay.ref(stay.they.ward),
            admitted_at=ASKED_AT,
            care_type=CareType.SOMATIC,
            expected_on=date(2026, 3, 14),
            returned_from=stay.case.ref,
            by=stay.they.ward,
            now=ASKED_AT,
        )
        needs = {"region": True, "social_services": False, "municipal_care": False}
        stay.does(stay.they.ward, judge_need, ASKED_AT, physician=DR_LIND, judged_at=ASKED_AT, **needs)
        told = {"recipients": [stay.ref(clinic)], "expected_on": date(2026, 3, 14)}
        stay.does(stay.they.ward, send_admission_notice, ASKED_AT, **told)
        client = browser(clinic)

        contact = client.get(address(stay, "vardkontakt"))
        answer = client.get(address(stay, "svar-om-sip"))

        assert (value(contact, "name"), value(contact, "phone")) == ("Ulla Berg", "0980-319 213")
        assert re.findall(r'name="(\w+)"[^>]* checked', contact.content.decode()) == ["existing", "calls_sip"]
        assert value(answer, "said_by") == "hon själv"
        assert '<option value="refused" selected>' in answer.content.decode()

    def test_only_a_ward_has_the_form(self) -> None:
        clinic = parties().clinic

        assert browser(clinic).post("/inskrivning/", {}).status_code == 403

    def test_whoever_works_at_several_wards_chooses_one(self) -> None:
        board = make.board()
        wards = [make.ward(board, f"Avdelning {number}") for number in (1, 2)]
        client = browser(make.actor(make.group(wards), make.ROLE_AT[wards[0].kind]))

        page = client.post("/inskrivning/", {"unit": str(wards[1].ref)})

        assert f'<option value="{wards[1].ref}" selected>' in page.content.decode()
        assert page.content.decode().count("<option") == 2 + 4


def test_a_browser_that_reads_the_page_of_registering_is_refused() -> None:
    assert Client().get("/inskrivning/").status_code == 405


# As of a case without a stay (29), where she is registered (2), the stay's clocks and facts, what of it is open to her,
# and whether she may act.
QUERIES = 35
