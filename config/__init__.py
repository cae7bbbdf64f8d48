"""The project: its settings, addresses, and the processes that run it."""

from config.celery import app as celery_app

# Celery finds its app here, so that a task that is sent from a request reaches the product's broker.
__all__ = ["celery_app"]
