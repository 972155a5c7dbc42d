from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "accord.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.organisations import (  # noqa: F401 - rules say who may do what
            events,
            kinds,
            roles,
            rules,
        )

        roles.declare()
        kinds.declare()
