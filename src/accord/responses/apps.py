from django.apps import AppConfig


class ResponsesConfig(AppConfig):
    name = "accord.responses"
    label = "responses"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.responses import proofs, rules  # noqa: F401 - rules declare themselves

        proofs.declare()
