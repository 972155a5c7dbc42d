from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "accord.plans"
    label = "plans"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people import erasure
        from accord.plans import (
            forgetting,
            proofs,
            rules,  # noqa: F401 - reading it declares the permissions
            work,
        )
        from accord.ui.shell import register_link

        erasure.register("plans", forgetting.forget)
        proofs.declare()
        work.declare()
        register_link(order=20, label=_("The plan"), url_name="plans:list")
