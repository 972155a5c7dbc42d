from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "accord.responses"
    label = "responses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.responses import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            judging,
            kinds,
            panels,
            periodic,
            recounts,
            rules,  # noqa: F401 - rules declare themselves
            stations,
            stations_answered,
            work,
        )

        register_erasure("responses", erasure.forget)
        periodic.declare()
        kinds.declare()
        judging.declare()
        panels.declare()
        work.declare()
        stations.declare()
        stations_answered.declare()
        recounts.declare()
