"""Addresses of signing in, of assignments and of the demo."""

from __future__ import annotations

from django.urls import path

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
]
