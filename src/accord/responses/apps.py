from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "accord.responses"
    label = "responses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.contributions import places
        from accord.people.erasure import register_erasure
        from accord.responses import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            judging,
            panels,
            panels_thread,
            periodic,
            proofs,
            recounts,
            rules,  # noqa: F401 - rules declare themselves
            work,
        )
        from accord.responses.lookups import address

        register_erasure("responses", erasure.forget)
        periodic.declare()
        proofs.declare()
        judging.declare()
        panels.declare()
        work.declare()
        panels_thread.declare()
        recounts.declare()
        places.register(owner="responses", find=address)
