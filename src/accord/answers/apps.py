from django.apps import AppConfig


class AnswersConfig(AppConfig):
    name = "accord.answers"
    label = "answers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.answers import (
            erasure,
            events,  # noqa: F401 - its verbs are known from here
            kinds,
            moderation,
            news,
            panels,
            periodic,
            recounts,
            rules,  # noqa: F401 - rules declare themselves
            stations,
            work,
        )
        from accord.answers.actions.answer_state import settle
        from accord.answers.models import outcome_word
        from accord.contributions.answered import register_settler
        from accord.people.erasure import register_erasure
        from accord.record.sentences import register_value

        register_settler("answers", settle)
        register_value("outcome", outcome_word)
        register_erasure("answers", erasure.forget)
        kinds.declare()
        news.declare()
        moderation.declare()
        stations.declare()
        panels.declare()
        work.declare()
        periodic.declare()
        recounts.declare()
