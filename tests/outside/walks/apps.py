from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WalksConfig(AppConfig):
    name = "walks"
    label = "walks"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from accord.contributions.kinds import register_words
        from walks.activity import declare

        declare()
        register_words("sighting", _("sighting"), path="sightings", station="said")
