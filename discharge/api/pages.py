"""How lists are paged: by the place in a stable order that an index has. A cursor holds a time and no key."""

from __future__ import annotations

from rest_framework.pagination import CursorPagination


class LatestCases(CursorPagination):
    """The latest opened first."""

    ordering = ("-opened_at", "-pk")
    page_size = 50


class LatestNotices(CursorPagination):
    """The latest sent first."""

    ordering = ("-sent_at", "-pk")
    page_size = 50


class LatestDrafts(CursorPagination):
    """The latest saved first."""

    ordering = ("-updated_at", "-pk")
    page_size = 50
