"""What a forum decided, as news."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accord.forum.events import DECISION_RECORDED
from accord.record.news import SEVERAL, Item, Occurrence, alike, item, linked, register_news
from accord.record.viewer import Viewer
from accord.ui.templatetags.accord import official


def declare() -> None:
    register_news(DECISION_RECORDED, kind="decision", tell=tell_decisions)


def tell_decisions(batch: Sequence[Occurrence], viewer: Viewer) -> list[Item]:
    """Each by its title, which carries what came of it; many of one place together."""
    items: list[Item] = []
    for group in alike(batch, lambda one: (one.thing.subject.parent_id, one.thing.decided_by)):
        if len(group) >= SEVERAL:
            items.append(many_decisions(group))
        else:
            items += [one_decision(one) for one in group]
    return items


def many_decisions(group: Sequence[Occurrence]) -> Item:
    newest = group[0].thing
    sentence = ngettext(
        "%(forum)s made %(count)d decision. The newest: %(decision)s",
        "%(forum)s made %(count)d decisions. The newest: %(decision)s",
        len(group),
    )
    return item(
        group,
        sentence,
        forum=official(newest.decided_by),
        count=len(group),
        decision=linked(newest, newest.title),
    )


def one_decision(one: Occurrence) -> Item:
    decision = one.thing
    sentence = _("%(forum)s decided: %(decision)s")
    if decision.corrects_id is not None:
        sentence = _("%(forum)s corrected what it had decided: %(decision)s")
    link = linked(decision, decision.title)
    return item([one], sentence, forum=official(decision.decided_by), decision=link)
