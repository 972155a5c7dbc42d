from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "accord.demo"
    label = "demo"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.demo import story
        from accord.ui import panels

        panels.register(
            place="shell.account",
            order=20,
            template="demo/account_links.html",
            rows=in_every_space,
        )
        panels.register(place="home.top", order=5, template="demo/home.html", rows=story.on_home)
        panels.register(place="shell.top", order=10, template="demo/bar.html", rows=story.on_top)


def in_every_space(spaces: Sequence[Any], viewer: Any) -> dict[Any, dict[str, Any]]:
    return {space.pk: {} for space in spaces}
