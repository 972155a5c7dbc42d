from django.apps import AppConfig


class ThemesConfig(AppConfig):
    name = "accord.themes"
    label = "themes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.themes import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            moderation,
            news,
            panels,
            periodic,
            recounts,
            rules,  # noqa: F401 - rules declare themselves
            stations,
        )

        register_erasure("themes", erasure.forget)
        kinds.declare()
        news.declare()
        moderation.declare()
        stations.declare()
        panels.declare()
        periodic.declare()
        recounts.declare()
