"""Tests of core/health.py when the database is gone."""

from django.db import connection
from django.test import Client


def test_without_the_database_pages_cannot_be_answered(own_database: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = "no_such_database"

    response = Client().get("/halsa/")

    assert response.status_code == 503
    assert (response.json()["database"], response.json()["redis"]) == (False, True)
