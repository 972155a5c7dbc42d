from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "accord.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.plans import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            news,
            panels,
            places,
            rules,  # noqa: F401 - reading it declares the permissions
            stations,
            work,
        )
        from accord.ui.shell import register_link

        register_erasure("plans", erasure.forget)
        kinds.declare()
        places.declare()
        news.declare()
        stations.declare()
        work.declare()
        panels.declare()
        register_link(order=20, label=_("The plan"), url_name="plans:list")
