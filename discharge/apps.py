"""The discharge app."""

from django.apps import AppConfig


class DischargeConfig(AppConfig):
    """Cases."""

    name = "discharge"
    verbose_name = "Ärenden och meddelanden"

    def ready(self) -> None:
        """Say the app's refusals and notifications in Swedish."""
        from core.errors import add_sentences
        from discharge.errors import SENTENCES
        from discharge.labels import NOTIFICATIONS
        from discharge.patient_errors import SENTENCES as PATIENT_SENTENCES
        from notifications.labels import add_words

        add_sentences({**SENTENCES, **PATIENT_SENTENCES})
        add_words(NOTIFICATIONS)
