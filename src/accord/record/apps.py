from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordConfig(AppConfig):
    name = "accord.record"
    label = "record"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.jobs import ticks
        from accord.people.erasure import register_erasure
        from accord.people.new_names import register_renaming
        from accord.record import assignments, erasure, new_names, retention
        from accord.record.models import LogEntry
        from accord.record.numbering import tick
        from accord.record.rules import EVERYTHING, register_visible
        from accord.ui import shell

        assignments.declare()
        retention.declare()
        register_renaming("record", new_names.say_renamed)
        register_erasure("record", erasure.forget)
        # All of it, to everybody: that is what the log is for.
        register_visible(LogEntry, lambda viewer: EVERYTHING, "log__space")
        ticks.register("public log", tick, 1.0)
        shell.register_foot_link(order=20, label=_("The public log"), url_name="record:log")
