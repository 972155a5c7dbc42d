from django.apps import AppConfig


class ThreadConfig(AppConfig):
    name = "accord.thread"
    label = "thread"

    def ready(self) -> None:
        from accord.thread import panels

        panels.declare()
