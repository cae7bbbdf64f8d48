"""The discharge app."""

from django.apps import AppConfig

from core.errors import add_sentences


class DischargeConfig(AppConfig):
    """Discharge."""

    name = "discharge"
    verbose_name = "Ärenden och meddelanden"

    def ready(self) -> None:
        """Say this app's refusals in Swedish."""
        from discharge.errors import SENTENCES

        add_sentences(SENTENCES)
