from django.apps import AppConfig


class InterchangeConfig(AppConfig):
    name = "accord.interchange"
    label = "interchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.interchange import news

        news.declare()
