from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

VERBS = {
    "plan.imported": _("A plan was taken in as it was published elsewhere"),
    "commitment.imported": _("The words of a commitment were taken in as published elsewhere"),
    "progress.imported": _("A report on a milestone was taken in as published elsewhere"),
    "response.imported": _("An answer was taken in as published elsewhere"),
}


class InterchangeConfig(AppConfig):
    name = "accord.interchange"
    label = "interchange"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from accord.record.registry import register_verb

        for key, sentence in VERBS.items():
            register_verb(key, sentence)
