"""Tests of discharge/services/messages.py and notices.py: a message is sent."""

import pytest

from discharge.models import Receipt
from tests import factories as make

pytestmark = pytest.mark.django_db


def test_a_message_stands_unread_in_the_recipients_list() -> None:
    nurse, assessor = make.actor(make.ward()), make.actor(make.social_services())
    case = make.case(nurse)

    notice = make.message(case, nurse, make.unit_of(assessor))

    assert list(Receipt.objects.values_list("notice", "state")) == [(notice.pk, "in_list")]
