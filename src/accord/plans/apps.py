from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "accord.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.contributions import places
        from accord.people.erasure import register_erasure
        from accord.plans import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            panels,
            proofs,
            rules,  # noqa: F401 - reading it declares the permissions
            work,
        )
        from accord.plans.places import address
        from accord.ui.shell import register_link

        register_erasure("plans", erasure.forget)
        proofs.declare()
        work.declare()
        panels.declare()
        places.register(owner="plans", find=address)
        register_link(order=20, label=_("The plan"), url_name="plans:list")
