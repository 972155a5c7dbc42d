from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "accord.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.files import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            panels,
            places,
            recounts,
            retention,
        )
        from accord.people.erasure import register_erasure

        register_erasure("files", erasure.forget)
        places.declare()
        kinds.declare()
        panels.declare()
        recounts.declare()
        retention.declare()
