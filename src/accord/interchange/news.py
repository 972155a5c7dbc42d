"""What was taken in from elsewhere, as news: a whole import is one."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from accord.interchange.events import IMPORTED
from accord.record.news import Item, Occurrence, alike, item, linked, register_news
from accord.record.viewer import Viewer


def declare() -> None:
    register_news(IMPORTED, kind="plan", tell=tell_imports)


def tell_imports(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """Taken in again on the same day, it is still one."""
    public = [one for one in batch if one.thing.is_public]
    sentence = _("You can read here what was published elsewhere: %(plan)s")
    return [
        item(group, sentence, plan=linked(group[0].thing, group[0].thing.title))
        for group in alike(public, lambda one: one.thing.pk)
    ]
