from django.apps import AppConfig


class ContributionsConfig(AppConfig):
    name = "accord.contributions"
    label = "contributions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.contributions import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            moderation,
            panels,
            recounts,
            roles,
            rules,  # noqa: F401 - who sees and may do what counts from here
        )
        from accord.contributions.actions.drafts import forget_sent
        from accord.jobs import ticks
        from accord.people.erasure import register_erasure

        register_erasure("contributions", erasure.forget)
        ticks.register("sent drafts", forget_sent, seconds=3600)
        roles.declare()
        kinds.declare()
        moderation.declare()
        panels.declare()
        recounts.declare()
