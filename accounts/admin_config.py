"""Django's admin as an app, with our own site."""

from django.contrib.admin.apps import AdminConfig


class OperatorsConfig(AdminConfig):
    """Behind the product's own sign-in page."""

    default_site = "accounts.admin_site.OperatorsSite"
