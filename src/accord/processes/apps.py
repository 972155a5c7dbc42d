from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ProcessesConfig(AppConfig):
    name = "accord.processes"
    label = "processes"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.processes import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            news,
            panels,
            places,
            roles,
            rules,  # noqa: F401 - registers permissions
        )
        from accord.ui.shell import register_link

        roles.declare()
        register_erasure("processes", erasure.forget)
        panels.declare()
        kinds.declare()
        news.declare()
        places.declare()
        register_link(order=10, label=_("Take part"), url_name="processes:list")
