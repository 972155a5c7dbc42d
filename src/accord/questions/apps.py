from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "accord.questions"
    label = "questions"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.questions import (
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            panels,
            question_kinds,
            rules,  # noqa: F401 - registers permissions
        )

        question_kinds.declare()
        kinds.declare()
        panels.declare()
