from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "accord.operations"
    label = "operations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.jobs import ticks
        from accord.operations import heartbeat, metrics, panels, rules  # noqa: F401 - who may look

        ticks.register("heartbeat", heartbeat.beat, seconds=heartbeat.EVERY)
        metrics.declare()
        panels.declare()
