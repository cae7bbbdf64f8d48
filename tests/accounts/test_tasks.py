"""Tests of accounts/tasks.py."""

from datetime import timedelta

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts.tasks import SIGN_INS_KEPT, forget_what_has_ended


@pytest.mark.django_db
def test_sessions_that_are_over_and_old_sign_ins_are_forgotten_and_no_others() -> None:
    now = timezone.now()
    for key, ends in (("over", now - timedelta(seconds=1)), ("open", now + timedelta(hours=1))):
        Session.objects.create(session_key=key, session_data="", expire_date=ends)
    for name, age in (("old", SIGN_INS_KEPT + timedelta(hours=1)), ("recent", SIGN_INS_KEPT - timedelta(hours=1))):
        signed_in = AccessLog.objects.create(username=name, session_hash="")
        AccessLog.objects.filter(pk=signed_in.pk).update(attempt_time=now - age)

    forget_what_has_ended()

    assert list(Session.objects.values_list("session_key", flat=True)) == ["open"]
    assert list(AccessLog.objects.values_list("username", flat=True)) == ["recent"]
