"""What offices answered, as news."""

from collections.abc import Sequence

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.answers.events import RESPONSE_PUBLISHED
from accord.answers.models import Response
from accord.contributions.models import Contribution
from accord.record.news import Item, Occurrence, alike, item, linked, linked_words, register_news
from accord.record.viewer import Viewer
from accord.themes.models import Theme
from accord.ui.templatetags.accord import official


def declare() -> None:
    register_news(RESPONSE_PUBLISHED, kind="response", tell=tell_answers)


def tell_answers(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """Those that an office stands for; several of one office on a day together."""
    signed = [one for one in batch if one.thing.office is not None]
    groups = alike(signed, lambda one: one.thing.office_id)
    return [one_answer(group[0]) if len(group) == 1 else answers(group) for group in groups]


def answers(group: Sequence[Occurrence]) -> Item:
    newest: Response = group[0].thing
    sentence = ngettext(
        "%(office)s published %(count)d answer. The newest: %(asked)s",
        "%(office)s published %(count)d answers. The newest: %(asked)s",
        len(group),
    )
    return item(
        group,
        sentence,
        office=official(newest.office.name) if newest.office else "",
        count=len(group),
        asked=asked(newest),
    )


def one_answer(one: Occurrence) -> Item:
    response: Response = one.thing
    return item(
        [one],
        _("%(office)s answered “%(asked)s”: %(outcome)s"),
        office=official(response.office.name) if response.office else "",
        asked=asked(response),
        outcome=response.get_outcome_display(),
    )


def asked(response: Response) -> SafeString:
    """What was answered, as a link to the answer."""
    target = response.target
    if isinstance(target, Contribution):
        return linked_words(target, response.get_absolute_url())
    title = target.title if isinstance(target, Theme) else target.section or target.heard
    return linked(response, title)
