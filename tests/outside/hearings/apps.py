from django.apps import AppConfig


class HearingsConfig(AppConfig):
    name = "hearings"
    label = "hearings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from hearings import (
            events,  # noqa: F401 - its verbs are known from here
            kinds,
        )

        kinds.declare()
