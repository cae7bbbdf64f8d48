"""Tests of writing a message: desk/views/writing.py, desk/forms.py and desk/selectors/recipients.py."""

from datetime import timedelta
from typing import Any

import pytest

from accounts.kinds import UnitKind
from accounts.models import AccessLogEntry, Principal, Unit
from accounts.roles import Role
from discharge.models import Draft, Event, Notice
from discharge.models.drafts import DraftKind
from discharge.services.addressing import AreaDetails, create_address_rule
from discharge.services.drafts import begin_draft
from notifications.models import OutboxRow
from tests import factories as make
from tests.desk.browsing import browser, field, main, message_form
from tests.desk.conftest import At
from tests.discharge.parties import Parties, parties
from tests.factories import LONG_AGO, NOW, SETUP

pytestmark = pytest.mark.django_db


@pytest.fixture
def they() -> Parties:
    return parties()


def write(client: Any, case: Any, form: Any, **options: Any) -> Any:
    return client.post(f"/arenden/{case.ref}/meddelande/", form, **options)


def draft_of(they: Parties, case: Any, **content: Any) -> Draft:
    unit = make.unit_of(they.ward).ref
    return begin_draft(DraftKind.MESSAGE, unit=unit, case=case.ref, content=content, by=they.ward, now=NOW)


def test_a_complete_message_is_sent_and_listed(they: Parties) -> None:
    case = make.case(they.ward)
    client = browser(they.ward)

    done = write(client, case, message_form(case, they.ward, they.social, they.clinic), follow=True)

    assert done.redirect_chain == [(f"/arenden/{case.ref}/", 302)]
    assert "Meddelandet är skickat." in main(done)
    assert "Avdelning 1 till Bistånd norr, Vårdcentralen Linden" in main(done)
    assert "1 att läsa" in main(browser(they.clinic).get("/arbetslista/"))


def test_a_double_click_sends_one_message(they: Parties) -> None:
    case = make.case(they.ward)
    client = browser(they.ward)
    form = message_form(case, they.ward, they.social, key="samma")

    answers = [write(client, case, form).status_code for _ in range(2)]

    assert answers == [302, 302]
    assert (Notice.objects.count(), Event.objects.filter(kind="notice_sent").count()) == (1, 1)
    assert OutboxRow.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        pytest.param({"recipients": []}, "Mottagare: Välj minst en mottagare.", id="no recipient"),
        pytest.param({"recipients": ["x"]}, "Mottagare: Mottagaren finns inte.", id="a forged recipient"),
        pytest.param({"subject": " "}, "Ämne: Skriv något här.", id="no subject"),
        pytest.param({"subject": "x" * 121}, "Ämne: ", id="a subject that is too long"),
        pytest.param({"body": ""}, "Meddelande: Skriv något här.", id="no text"),
        pytest.param({"body": "x" * 20_001}, "Meddelande: ", id="a text that is too long"),
        pytest.param({"body": "a\ud800b".encode("utf-8", "surrogatepass")}, "", id="half a sign"),
        pytest.param({"ground": ""}, "Varför uppgifterna får lämnas: Välj en grund.", id="no ground"),
        pytest.param({"ground": "because"}, "Varför uppgifterna får lämnas: Välj en grund.", id="a forged ground"),
        pytest.param({"expected_version": "x"}, "Sidan gick inte att läsa.", id="a forged version"),
    ],
)
def test_what_is_not_complete_comes_back_with_everything_that_was_typed(
    they: Parties, changed: dict[str, Any], said: str
) -> None:
    case = make.case(they.ward)
    form = message_form(case, they.ward, they.social) | changed

    answer = write(browser(they.ward), case, form)

    assert answer.status_code in (302, 422)
    if answer.status_code == 422:
        assert said in main(answer)
        if "subject" not in changed:
            assert 'value="Hemgång på torsdag"' in answer.content.decode()
        if "body" not in changed:
            assert "Kan ni ta emot?</textarea>" in answer.content.decode()
        assert Notice.objects.count() == 0


def test_the_problems_lead_to_their_fields(they: Parties) -> None:
    case = make.case(they.ward)

    page = write(browser(they.ward), case, message_form(case, they.ward, subject="", recipients=[])).content.decode()

    for target in ("id_recipients", "id_subject"):
        assert f'href="#{target}"' in page
        assert f'id="{target}"' in page
    assert 'aria-invalid="true"' in page
    assert 'aria-describedby="id_subject_error"' in page


def test_what_was_written_before_something_else_was_sent_is_kept_and_sent_at_the_second_press(they: Parties) -> None:
    case = make.case(they.ward)
    client = browser(they.ward)
    form = message_form(case, they.ward, they.social)
    make.message(case, they.ward, make.unit_of(they.care))

    late = write(client, case, form)
    again = write(client, case, form | {"expected_version": field(late, "expected_version")})

    assert late.status_code == 409
    assert "Något har skickats, rättats eller återkallats i ärendet sedan du öppnade sidan." in main(late)
    assert "Kan ni ta emot?</textarea>" in late.content.decode()
    assert again.status_code == 302


def test_a_form_from_another_assignment_asks_which_is_meant(they: Parties) -> None:
    case = make.case(they.ward)
    form = message_form(case, they.ward, they.social, acting_as=str(they.social.assignment_ref))

    answer = write(browser(they.ward), case, form)

    assert answer.status_code == 409
    assert Notice.objects.count() == 0


def test_a_refused_recipient_comes_back(they: Parties) -> None:
    case = make.case(they.ward)
    gone = make.open_care(name="Nedlagd")
    Unit.objects.filter(pk=gone.pk).update(valid_to=LONG_AGO)

    answer = write(browser(they.ward), case, message_form(case, they.ward, recipients=[str(gone.ref)]))

    assert answer.status_code == 422
    assert "En mottagare är inte öppen i dag." in main(answer)
    assert "Nedlagd" in main(answer)


def test_social_services_are_not_offered_a_ground_that_they_do_not_have(they: Parties) -> None:
    ward, social = make.case(they.ward), make.case(they.social)

    offered = browser(they.ward).get(f"/arenden/{ward.ref}/meddelande/").content.decode()
    not_offered = browser(they.social).get(f"/arenden/{social.ref}/meddelande/").content.decode()
    forged = write(
        browser(they.social), social, message_form(social, they.social, they.ward, ground="unable_to_consent")
    )

    assert 'value="unable_to_consent"' in offered
    assert 'value="unable_to_consent"' not in not_offered
    assert forged.status_code == 422


def test_an_answer_goes_to_the_sender_with_its_subject(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))
    client = browser(they.social)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    page = client.get(f"/arenden/{case.ref}/meddelande/?svar={notice.ref}")
    form = message_form(case, they.social, they.ward, answers=field(page, "answers"))
    write(client, case, form)

    assert 'value="Sv: Hemgång på torsdag"' in page.content.decode()
    assert "Valda Avdelning 1" in main(page)
    assert "Kan ni ta emot?" in main(page)
    assert Notice.objects.get(sender_unit=make.unit_of(they.social)).answers == notice


def test_more_to_what_one_has_sent_goes_to_the_same_recipients(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social), make.unit_of(they.care), subject="Sv: Hem")

    page = browser(they.ward).get(f"/arenden/{case.ref}/meddelande/?svar={notice.ref}")

    assert 'value="Sv: Hem"' in page.content.decode()
    assert page.content.decode().count("checked") == 2


def test_an_unread_notice_is_not_shown_by_answering_it(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))

    page = browser(they.social).get(f"/arenden/{case.ref}/meddelande/?svar={notice.ref}")

    assert "Kan ni ta emot?" not in page.content.decode()
    assert "Skriv meddelande om" in main(page)


def test_what_is_shown_beside_the_form_is_logged(they: Parties) -> None:
    case = make.case(they.ward)
    notice = make.message(case, they.ward, make.unit_of(they.social))

    browser(they.ward).get(f"/arenden/{case.ref}/meddelande/?svar={notice.ref}")

    logged = AccessLogEntry.objects.filter(what="read").values_list("subject_ref", flat=True)
    assert set(logged) == {None, notice.ref}


def test_recipients_are_those_who_take_part_those_proposed_and_those_searched_for(they: Parties) -> None:
    town = Principal.objects.get(kind="municipality", controllers__units=make.unit_of(they.social))
    create_address_rule(
        unit=make.unit_of(they.social_two).ref,
        area=AreaDetails(municipality_code=town.code),
        valid_from=LONG_AGO,
        by=SETUP,
        now=NOW,
    )
    case = make.case(they.ward, make.patient(municipality_code=town.code))
    make.message(case, they.ward, make.unit_of(they.clinic))
    make.open_care(name="Rehab Norr", discreet=True)
    client = browser(they.ward)
    address = f"/arenden/{case.ref}/meddelande/"

    begun = client.get(address)
    searched = client.post(f"{address}mottagare/", {"sok": "rehab", "recipients": [str(make.unit_of(they.care).ref)]})
    nothing = client.post(f"{address}mottagare/", {"sok": "zzz"})

    assert "Redan med i ärendet Vårdcentralen Linden" in main(begun)
    assert "Förslag efter adress och listning Bistånd söder Svarar för adressen" in main(begun)
    assert "Avdelning 1" not in main(begun).split("Kontakter")[0].split("Redan med")[1]
    fragment = searched.content.decode()
    assert "<main" not in fragment
    assert fragment.index("Hemsjukvården") < fragment.index("Rehab Norr") < fragment.index("Vårdcentralen Linden")
    assert "visas inte för andra mottagare" in fragment
    assert "Ingen enhet stämmer." in nothing.content.decode()


def test_more_hits_than_fit_are_counted(they: Parties) -> None:
    for number in range(14):
        make.open_care(name=f"Mottagning {number}")
    case = make.case(they.ward)

    fragment = browser(they.ward).post(f"/arenden/{case.ref}/meddelande/mottagare/", {"sok": "mottagning"})

    assert fragment.content.decode().count('type="checkbox"') == 12
    assert "och 2 till" in fragment.content.decode()


def test_without_scripts_a_search_shows_the_page_again_with_what_was_typed(they: Parties) -> None:
    case = make.case(they.ward)
    form = message_form(case, they.ward, they.social, ground="", body="Halvvägs", sok="vårdcentral", soker="1")

    page = write(browser(they.ward), case, form)

    assert page.status_code == 200
    assert "Det gick inte" not in main(page)
    assert "Halvvägs</textarea>" in page.content.decode()
    assert "Valda Bistånd norr" in main(page)
    assert "Sökträffar Vårdcentralen Linden" in main(page)


def test_somebody_with_several_units_in_the_case_says_from_which(they: Parties) -> None:
    units = [make.unit_of(they.ward), make.unit_of(they.other_ward)]
    both = make.actor(make.group(units), Role.DISCHARGE_COORDINATOR)
    case = make.case(they.ward)
    make.message(case, they.ward, units[1])
    client = browser(both)

    page = client.get(f"/arenden/{case.ref}/meddelande/")
    form = message_form(case, they.other_ward, they.social)
    sent = write(client, case, form | {"expected_version": field(page, "expected_version")})

    assert "Från Avdelning 1 Avdelning 2" in main(page)
    assert sent.status_code == 302
    assert Notice.objects.order_by("-pk")[0].sender_unit == units[1]


def test_a_provider_answers_and_starts_nothing(they: Parties) -> None:
    provider = make.actor(make.provider(make.unit_of(they.social).controller, "Hemtjänsten"))
    case = make.case(they.social)
    notice = make.message(case, they.social, make.unit_of(provider))
    client = browser(provider)
    client.post(f"/meddelanden/{notice.ref}/oppna/")

    page = client.get(f"/arenden/{case.ref}/")
    started = write(client, case, message_form(case, provider, they.social))
    answered = write(client, case, message_form(case, provider, they.social, answers=str(notice.ref)))

    assert "Skriv meddelande" not in main(page)
    assert "Svara" in main(page)
    assert (started.status_code, answered.status_code) == (403, 302)
    assert "En utförare svarar på meddelanden och börjar inga nya." in main(started)


def test_what_is_written_is_saved_as_it_is_written(they: Parties, at: At) -> None:
    case = make.case(they.ward)
    client = browser(they.ward)
    address = f"/arenden/{case.ref}/meddelande/utkast/"

    nothing = client.post(address, {"subject": " ", "body": ""})
    first = client.post(address, {"subject": "Hem", "unit": str(make.unit_of(they.ward).ref)})
    at(timedelta(minutes=3))
    mark = {"draft": field(first, "draft"), "draft_version": field(first, "draft_version")}
    second = client.post(address, {"subject": "Hem", "body": "På torsdag", **mark})

    assert nothing.status_code == 204
    assert "Utkast sparat i dag 12.01." in " ".join(first.content.decode().split()).replace(
        '<time datetime="2026-03-09T12:01:00.000+01:00" title="måndag 9 mars 2026 kl. 12.01" data-time="moment">', ""
    ).replace("</time>", "")
    assert field(second, "draft_version") == "2"
    assert Draft.objects.get().content["body"] == "På torsdag"


def test_a_draft_is_begun_at_the_writers_unit_when_the_form_names_none(they: Parties) -> None:
    case = make.case(they.ward)

    browser(they.ward).post(f"/arenden/{case.ref}/meddelande/utkast/", {"subject": "Hem"})

    assert Draft.objects.get().unit == make.unit_of(they.ward)


def test_a_draft_saved_from_another_window_says_so(they: Parties) -> None:
    case = make.case(they.ward)
    draft = draft_of(they, case, subject="Hem")

    answer = browser(they.ward).post(
        f"/arenden/{case.ref}/meddelande/utkast/", {"subject": "Annat", "draft": str(draft.ref), "draft_version": "x"}
    )

    assert answer.status_code == 409
    assert "Utkastet sparades från ett annat fönster 9 mars 12.00." in answer.content.decode()
    assert field(answer, "draft") == str(draft.ref)


def test_a_draft_that_is_gone_is_forgotten_by_the_form(they: Parties) -> None:
    case = make.case(they.ward)
    draft = draft_of(they, case, subject="Hem")
    draft.delete()
    client = browser(they.ward)

    saved = client.post(
        f"/arenden/{case.ref}/meddelande/utkast/", {"subject": "Annat", "draft": str(draft.ref), "draft_version": "1"}
    )
    sent = write(client, case, message_form(case, they.ward, they.social, draft=str(draft.ref)))
    again = write(client, case, message_form(case, they.ward, they.social))

    assert (saved.status_code, field(saved, "draft")) == (409, "")
    assert (sent.status_code, field(sent, "draft")) == (409, "")
    assert "Kan ni ta emot?</textarea>" in sent.content.decode()
    assert again.status_code == 302


def test_a_draft_is_gone_on_with_sent_and_used_up(they: Parties) -> None:
    case = make.case(they.ward)
    recipient = str(make.unit_of(they.social).ref)
    draft = draft_of(they, case, subject="Hem", body="På torsdag", ground="consent", recipients=[recipient])
    client = browser(they.ward)

    on_the_case = client.get(f"/arenden/{case.ref}/")
    page = client.get(f"/arenden/{case.ref}/meddelande/?utkast={draft.ref}")
    sent = write(client, case, message_form(case, they.ward, they.social, draft=field(page, "draft")))

    assert "Du har ett utkast från i dag 12.00." in main(on_the_case)
    assert 'value="Hem"' in page.content.decode()
    assert "På torsdag</textarea>" in page.content.decode()
    assert "Valda Bistånd norr" in main(page)
    assert '<option value="consent" selected>' in page.content.decode()
    assert sent.status_code == 302
    assert Draft.objects.count() == 0


def test_a_refused_message_keeps_its_draft(they: Parties) -> None:
    case = make.case(they.ward)
    draft = draft_of(they, case, subject="Hem")

    answer = write(browser(they.ward), case, message_form(case, they.ward, subject="", draft=str(draft.ref)))

    assert field(answer, "draft") == str(draft.ref)


def test_a_draft_is_thrown_away(they: Parties) -> None:
    case = make.case(they.ward)
    draft = draft_of(they, case, subject="Hem")

    done = browser(they.ward).post(f"/arenden/{case.ref}/utkast/{draft.ref}/kasta/", follow=True)

    assert "Utkastet är borttaget." in main(done)
    assert Draft.objects.count() == 0


def test_nobody_writes_in_a_case_that_is_not_hers(they: Parties) -> None:
    case = make.case(they.ward)
    for outsider in (they.other_ward, they.social):
        client = browser(outsider)
        for address in ("", "mottagare/", "utkast/"):
            answer = client.post(f"/arenden/{case.ref}/meddelande/{address}", {"subject": "Hem"})
            assert answer.status_code == 404
        complete = message_form(case, outsider, they.clinic, expected_version=1)
        assert write(client, case, complete).status_code == 404


def test_a_case_that_was_closed_meanwhile_keeps_what_was_typed(they: Parties) -> None:
    case = make.case(they.ward)
    form = message_form(case, they.ward, they.social)
    type(case).objects.update(closed_at=NOW)

    answer = write(browser(they.ward), case, form)

    assert answer.status_code == 409
    assert "Ärendet är avslutat sedan 9 mars 12.00." in main(answer)
    assert "Kan ni ta emot?</textarea>" in answer.content.decode()


def test_every_kind_of_unit_that_takes_part_writes(they: Parties) -> None:
    kinds = {make.unit_of(one).kind for one in they.everybody()}

    assert kinds == {UnitKind.WARD, UnitKind.SOCIAL_SERVICES, UnitKind.MUNICIPAL_CARE, UnitKind.OPEN_CARE}
    for one in they.everybody():
        case = make.case(one)
        assert browser(one).get(f"/arenden/{case.ref}/meddelande/").status_code == 200
