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
            limits,  # noqa: F401 - how often is counted from here
            moderation,
            new_names,
            panels,
            recounts,
            retention,
            roles,
            rules,  # noqa: F401 - who sees and may do what counts from here
        )
        from accord.people.erasure import register_erasure
        from accord.people.new_names import register_renaming

        register_erasure("contributions", erasure.forget)
        register_renaming("contributions", new_names.say_renamed)
        retention.declare()
        roles.declare()
        kinds.declare()
        moderation.declare()
        panels.declare()
        recounts.declare()
