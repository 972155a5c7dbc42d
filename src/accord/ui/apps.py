from django import forms
from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UiConfig(AppConfig):
    name = "accord.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Everybody's fields at once: Django's "This field is required" is said to nobody.
        forms.Field.default_error_messages["required"] = _("This is still empty.")
