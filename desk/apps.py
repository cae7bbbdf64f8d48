"""The desk app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Desk."""

    name = "desk"
    verbose_name = "Arbetsplatsen"
