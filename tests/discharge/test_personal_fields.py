"""Every field of every table of cases and notifications is classified: personal, or not."""

from typing import Any

import pytest
from django.apps import apps

TABLES = [model for app in ("discharge", "notifications") for model in apps.get_app_config(app).get_models()]


@pytest.mark.parametrize("model", TABLES, ids=lambda model: model.__name__)
def test_each_field_is_classified_once(model: Any) -> None:
    classified = [*model.PERSONAL, *model.NOT_PERSONAL]

    assert sorted(classified) == sorted(field.name for field in model._meta.concrete_fields)
