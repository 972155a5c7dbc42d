from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SpacesConfig(AppConfig):
    name = "accord.spaces"
    label = "spaces"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.record.roles import register_roles
        from accord.spaces import erasure, rules  # noqa: F401 - rules say who may do what
        from accord.spaces.models import membership_roles, office_roles, seat_roles
        from accord.ui import shell

        register_roles("spaces", membership_roles)
        register_roles("offices", office_roles)
        register_roles("seats", seat_roles)
        register_erasure("spaces", erasure.forget)

        shell.register_link(order=40, label=_("Forum"), url_name="spaces:forum")
        shell.register_foot_link(
            order=90, label=_("Accessibility"), url_name="spaces:accessibility"
        )
