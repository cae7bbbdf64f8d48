"""Addresses of signing in, of assignments, of the demo, and of administration."""

from __future__ import annotations

from django.urls import path

from accounts.views.administration.assignments import end as end_assignment
from accounts.views.administration.assignments import new_assignment
from accounts.views.administration.assignments import revoke as revoke_assignment
from accounts.views.administration.groups import group, groups, new_group
from accounts.views.administration.overview import administration
from accounts.views.administration.people import close_person, new_password, new_person, open_person, people, person
from accounts.views.administration.tokens import revoke as revoke_token
from accounts.views.administration.tokens import tokens
from accounts.views.administration.units import end_unit, new_unit, unit, units
from accounts.views.assignments import assignments
from accounts.views.demo import demo
from accounts.views.signing_in import sign_in, sign_out
from accounts.views.time_left import stay, time_left

urlpatterns = [
    path("logga-in/", sign_in, name="sign-in"),
    path("logga-ut/", sign_out, name="sign-out"),
    path("uppdrag/", assignments, name="assignments"),
    path("session/", time_left, name="time-left"),
    path("session/forlang/", stay, name="stay"),
    path("demo/", demo, name="demo"),
    path("administration/", administration, name="administration"),
    path("administration/enheter/", units, name="administration-units"),
    path("administration/enheter/ny/", new_unit, name="administration-unit-new"),
    path("administration/enheter/<uuid:ref>/", unit, name="administration-unit"),
    path("administration/enheter/<uuid:ref>/avsluta/", end_unit, name="administration-unit-end"),
    path("administration/grupper/", groups, name="administration-groups"),
    path("administration/grupper/ny/", new_group, name="administration-group-new"),
    path("administration/grupper/<uuid:ref>/", group, name="administration-group"),
    path("administration/personer/", people, name="administration-people"),
    path("administration/personer/ny/", new_person, name="administration-person-new"),
    path("administration/personer/<uuid:ref>/", person, name="administration-person"),
    path("administration/personer/<uuid:ref>/losenord/", new_password, name="administration-person-password"),
    path("administration/personer/<uuid:ref>/stang/", close_person, name="administration-person-close"),
    path("administration/personer/<uuid:ref>/oppna/", open_person, name="administration-person-open"),
    path("administration/personer/<uuid:ref>/uppdrag/", new_assignment, name="administration-assignment-new"),
    path("administration/uppdrag/<uuid:ref>/avsluta/", end_assignment, name="administration-assignment-end"),
    path("administration/uppdrag/<uuid:ref>/aterkalla/", revoke_assignment, name="administration-assignment-revoke"),
    path("administration/uppdrag/<uuid:ref>/nycklar/", tokens, name="administration-tokens"),
    path("administration/nycklar/<uuid:ref>/aterkalla/", revoke_token, name="administration-token-revoke"),
]
