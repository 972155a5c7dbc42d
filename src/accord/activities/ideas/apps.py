from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IdeasConfig(AppConfig):
    name = "accord.activities.ideas"
    label = "ideas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.activities.ideas import news
        from accord.activities.ideas.activity import declare
        from accord.activities.ideas.models import places
        from accord.contributions import moderated
        from accord.contributions.kinds import register_words

        declare()
        register_words("idea", _("idea"), path="ideas", station="said")
        news.declare()
        moderated.register_beside(owner="ideas", find=places)
