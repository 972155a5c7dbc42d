from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "accord.config"
    label = "config"

    def ready(self) -> None:
        from accord.config import checks  # noqa: F401 - registers them
