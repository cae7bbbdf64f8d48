"""Rows that not everybody may see or change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from accounts.roles import Permission

if TYPE_CHECKING:
    from accounts.actor import Actor


class Guarded(models.Model):
    """A table that `accounts.permissions` is asked about. Its queryset has `visible_to(actor)`."""

    class Meta:
        abstract = True

    def permissions_of(self, actor: Actor) -> frozenset[Permission]:
        """What the actor may do with this row, provided that the row is visible to it.

        The role's permissions, unless the table says otherwise: less outside the actor's organisation, or more by what
        a person has granted. A table with grants (django-guardian) adds them here and in `visible_to`, nowhere else.
        """
        return actor.permissions
