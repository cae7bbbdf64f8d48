"""Tests of agreements/admin.py: operators read, and write nothing by hand."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from agreements.models import AgreementVersion, Binding
from tests import factories as make
from tests.agreements.texts import FICTIONAL, bound, load, text

pytestmark = pytest.mark.django_db


@pytest.fixture
def operator() -> Client:
    make.region(code=FICTIONAL)
    load(text("a"))
    bound("a")
    client = Client()
    client.force_login(make.operator())
    return client


@pytest.mark.parametrize("model", [AgreementVersion, Binding])
def test_operators_read_and_change_nothing(operator: Client, model: Any) -> None:
    folder = f"/admin/agreements/{model._meta.model_name}"
    row = model.objects.get().pk

    assert operator.get(f"{folder}/?q=a").status_code == 200
    assert operator.get(f"{folder}/{row}/change/").status_code == 200
    for address in ("add/", f"{row}/change/", f"{row}/delete/"):
        assert operator.post(f"{folder}/{address}", {"post": "yes"}).status_code == 403
    assert model.objects.count() == 1
