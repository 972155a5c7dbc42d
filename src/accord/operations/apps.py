from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OperationsConfig(AppConfig):
    name = "accord.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django_tasks.signals import task_finished

        from accord.jobs import ticks
        from accord.operations import heartbeat, metrics, rules  # noqa: F401 - who may look
        from accord.spaces.work import SETTINGS
        from accord.ui import panels

        ticks.register("heartbeat", heartbeat.beat, seconds=heartbeat.EVERY)
        metrics.declare()
        task_finished.connect(metrics.count_job, dispatch_uid="operations.count_job")
        panels.register(
            place=SETTINGS, order=95, template="operations/work.html", rows=installation_link
        )


def installation_link(spaces: Sequence[Any], viewer: Any) -> dict[Any, dict[str, Any]]:
    """For those who run the installation, on the page that says what they have to do."""
    from accord.record.rules import may

    runs_it = may(viewer, "operations.read", viewer.space)
    return {space.pk: {"work_title": _("The installation")} for space in spaces if runs_it}
