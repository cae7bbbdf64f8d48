"""The accounts app."""

from importlib import import_module

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Organisations, people and assignments."""

    name = "accounts"
    verbose_name = "Organisation och behörighet"

    def ready(self) -> None:
        """Say the app's refusals in Swedish, and describe its authentication in the API's description."""
        from accounts.errors import SENTENCES
        from core.errors import add_sentences

        add_sentences(SENTENCES)
        import_module("accounts.schema")
