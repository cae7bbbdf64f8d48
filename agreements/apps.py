"""The agreements app."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Agreements."""

    name = "agreements"
    verbose_name = "Överenskommelser"

    def ready(self) -> None:
        """Say the app's refusals in Swedish."""
        from agreements.errors import SENTENCES
        from core.errors import add_sentences

        add_sentences(SENTENCES)
