from django.apps import AppConfig


class RunsConfig(AppConfig):
    name = "accord.runs"
    label = "runs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.people.erasure import register_erasure
        from accord.runs import (
            erasure,
            log_file,
            recount,
            retention,
            rules,  # noqa: F401 - who sees and may do what counts from here
            work,
        )
        from accord.spaces.work import PLACE, SETTINGS, TEMPLATE
        from accord.ui import panels

        recount.declare()
        log_file.declare()
        retention.declare()
        register_erasure("runs", erasure.forget)
        panels.register(place=PLACE, order=90, template="runs/work.html", rows=work.long_work)
        panels.register(place=SETTINGS, order=90, template=TEMPLATE, rows=work.to_begin)
