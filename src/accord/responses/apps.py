from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "accord.responses"
    label = "responses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.contributions import places
        from accord.people import erasure
        from accord.responses import (
            following,
            forgetting,
            judging,
            panels,
            panels_thread,
            proofs,
            recounts,
            rules,  # noqa: F401 - rules declare themselves
            work,
        )
        from accord.responses.lookups import address

        erasure.register("responses", forgetting.forget)
        following.declare()
        proofs.declare()
        judging.declare()
        panels.declare()
        work.declare()
        panels_thread.declare()
        recounts.declare()
        places.register(owner="responses", find=address)
