from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WalksConfig(AppConfig):
    name = "walks"
    label = "walks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accord.contributions.kinds import register_words
        from accord.questions.registry import register_question_kind
        from walks.activity import declare
        from walks.questions import Steepness

        declare()
        register_question_kind(Steepness())
        register_words("sighting", _("sighting"), path="sightings", station="said")
