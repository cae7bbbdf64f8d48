"""Give an organisation its first local administrator, who then appoints everybody else."""

from __future__ import annotations

import getpass
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from accounts.actor import Actor
from accounts.models import Controller, Principal
from accounts.roles import Role
from accounts.services.assignments import give_assignment
from accounts.services.users import create_user
from core import clock
from rules.calendar import local_date
from rules.errors import DomainError


class Command(BaseCommand):
    """appoint_administrator USERNAME NAME REF: asks for a password."""

    help = "Makes an account and appoints it local administrator of a principal or a controller, from today."

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and of what."""
        parser.add_argument("username")
        parser.add_argument("name", help="first and last name")
        parser.add_argument("ref", type=UUID, help="the principal's or controller's ref, as the admin shows it")

    def handle(self, *args: Any, username: str, name: str, ref: UUID, **options: Any) -> None:
        """Both or neither."""
        scope = Principal.objects.filter(ref=ref).first() or Controller.objects.filter(ref=ref).first()
        if scope is None:
            raise CommandError("No principal or controller has that ref.")
        password = getpass.getpass("Password: ")
        by, now = Actor.system("appoint_administrator"), clock.now()
        try:
            with transaction.atomic():
                user = create_user(username=username, full_name=name, password=password, by=by, now=now)
                give_assignment(
                    user=user, role=Role.LOCAL_ADMINISTRATOR, scope=scope, valid_from=local_date(now), by=by, now=now
                )
        except DomainError as error:
            raise CommandError(error.detail) from error
        self.stdout.write(f"{name} is local administrator of {scope}.")
