from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    name = "accord.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people import retention
        from accord.ui import panels, shell

        panels.register(
            place="shell.account",
            order=10,
            template="people/account_links.html",
            rows=account_links,
        )
        retention.declare()
        shell.register_foot_link(order=80, label=_("Terms"), url_name="people:terms")


def account_links(spaces: Sequence[Any], viewer: Any) -> dict[Any, dict[str, Any]]:
    return {space.pk: {"person": viewer.person} for space in spaces}
