from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "accord.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.contributions import (
            panels,
            proofs,
            recounts,
            rules,  # noqa: F401 - its permissions count from here
        )

        proofs.declare()
        panels.declare()
        recounts.declare()
