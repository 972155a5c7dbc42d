from django.apps import AppConfig


class IdeasConfig(AppConfig):
    name = "accord.activities.ideas"
    label = "ideas"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.activities.ideas.activity import declare
        from accord.activities.ideas.models import places
        from accord.contributions import kinds
        from accord.contributions.proofs import register_words

        declare()
        register_words("idea")
        kinds.register_beside(owner="ideas", find=places)
