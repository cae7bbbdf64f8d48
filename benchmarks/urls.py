"""The product's addresses, and a bare view to compare its pages with."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from config.urls import urlpatterns as product
from discharge.models import Case

ONE_LINE = Template("<!doctype html><title>{{ case.number }}</title>")


def bare(request: HttpRequest, pk: int) -> HttpResponse:
    """One lookup by index and one line of a template, behind the same middleware as every page."""
    return HttpResponse(ONE_LINE.render(Context({"case": Case.objects.get(pk=pk)})))


urlpatterns = [path("bare/<int:pk>/", bare, name="bare"), *product]
