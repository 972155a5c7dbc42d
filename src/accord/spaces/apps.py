from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpacesConfig(AppConfig):
    name = "accord.spaces"
    label = "spaces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.jobs.tasks import register_viewers
        from accord.spaces import (  # noqa: F401 - rules say who may do what
            events,
            kinds,
            panels,
            roles,
            rules,
            viewers,
        )
        from accord.ui import shell

        roles.declare()
        kinds.declare()
        panels.declare()
        register_viewers(viewers.ids_of, viewers.viewer_again)
        shell.register_foot_link(
            order=90, label=_("Accessibility"), url_name="spaces:accessibility"
        )
