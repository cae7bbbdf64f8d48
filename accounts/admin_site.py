"""Django's admin, for the people who run the installation: reference data, and no patients."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from accounts.doors import sign_in_first
from core.errors import refusal_page, sentence_of
from rules.errors import NotPermitted


class OperatorsSite(AdminSite):
    """Behind the product's own sign-in page, so that lockout and the session's limits hold here too."""

    site_title = site_header = _("Hemväg, drift")
    index_title = _("Referensdata")
    site_url = None
    enable_nav_sidebar = False

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """To the sign-in page; whoever is signed in without being an operator is refused."""
        if request.user.is_authenticated:
            error = NotPermitted("is not an operator")
            return refusal_page(request, 403, sentence_of(error))
        return sign_in_first(request)
