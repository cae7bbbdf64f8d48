"""The app's name."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    """Core."""

    name = "core"
    verbose_name = "Grunden"
