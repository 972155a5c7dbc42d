from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "accord.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.ui import panels

        panels.register(
            place="shell.account",
            order=20,
            template="demo/account_links.html",
            rows=in_every_space,
        )


def in_every_space(spaces: Sequence[Any], visitor: Any) -> dict[Any, dict[str, Any]]:
    return {space.pk: {} for space in spaces}
