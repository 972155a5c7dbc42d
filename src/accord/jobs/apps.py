import datetime as dt

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "accord.jobs"
    label = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.jobs import letters, retention, schedules, ticks

        ticks.register("schedules", schedules.run_due, seconds=5)
        schedules.register_schedule("retention", retention.forget_old, at=dt.time(3, 10))
        retention.register_retention(
            "letters", 7, "When letters were sent, and those that were too late", letters.forget_old
        )
        retention.register_retention(
            "tasks", 14, "What the worker has done, and how it ended", retention.forget_tasks
        )
