from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ForumConfig(AppConfig):
    name = "accord.forum"
    label = "forum"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.forum import (
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            news,
            panels,
            places,
            roles,
            rules,  # noqa: F401 - registers permissions
            stations,
        )
        from accord.ui.shell import register_link

        roles.declare()
        kinds.declare()
        news.declare()
        places.declare()
        stations.declare()
        panels.declare()
        register_link(order=40, label=_("Forum"), url_name="forum:list")
