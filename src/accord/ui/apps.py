from django.apps import AppConfig


class UiConfig(AppConfig):
    name = "accord.ui"
    label = "ui"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.ui.field_messages import say_it_in_our_words
        from accord.ui.ordinals import say_first_days

        say_it_in_our_words()
        say_first_days()
