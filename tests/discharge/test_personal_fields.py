"""Every field of every table of cases and notifications is classified: personal, or not."""

from typing import Any

import pytest
from django.apps import apps

from discharge.deadlines import Due
from discharge.doors import perform
from discharge.models import Deadline
from discharge.models.drafts import DraftKind
from discharge.services.clocks import keep_deadlines
from discharge.services.drafts import begin_draft
from notifications.delivery import deliver
from tests import factories as make
from tests.discharge.parties import parties

TABLES = [model for app in ("discharge", "notifications") for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_each_field_is_classified_once(model: Any) -> None:
    classified = [*model.PERSONAL, *model.NOT_PERSONAL]

    assert sorted(classified) == sorted(field.name for field in model._meta.concrete_fields)


@pytest.mark.django_db
def test_no_row_tells_of_a_person_when_it_is_named_in_a_log() -> None:
    they = parties()
    case = make.case(they.ward, make.patient("Hemlig"))
    notice = make.message(case, they.ward, make.unit_of(they.social), subject="Hemligt", body="Hemligt")
    perform(lambda: notice.ref, by=they.ward, now=make.NOW, key="a")
    make.case_grant(case, they.ward, "read_extra")
    begin_draft(
        DraftKind.MESSAGE,
        unit=make.unit_of(they.ward).ref,
        case=case.ref,
        content={"body": "Hemligt"},
        by=they.ward,
        now=make.NOW,
    )
    keep_deadlines(case, [Due("x", make.unit_of(they.ward).pk, "", make.LATER, "law")], now=make.NOW)
    deliver(make.NOW.replace(day=10))
    said = [str(row) for model in TABLES for row in model._default_manager.all()]
    Deadline.objects.update(superseded_at=make.NOW)

    secrets = ("Hemlig", "Anna", case.patient.identities.get().value)
    assert said
    assert [text for text in said if any(secret in text for secret in secrets)] == []
