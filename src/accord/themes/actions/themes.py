"""Making, merging and contesting themes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions.actions import create_voice
from accord.contributions.answered import settle
from accord.contributions.models import Contribution, Receipt
from accord.contributions.voices import Voice
from accord.errors import Conflict, NotAllowed
from accord.processes.models import Process
from accord.record.events import emit
from accord.record.links import link, link_all, unlink
from accord.record.relations import GATHERED as GATHERED_IN
from accord.record.relations import MERGED
from accord.record.rules import require
from accord.record.subjects import next_number, subject_inside
from accord.record.viewer import Viewer
from accord.themes.actions.members import count_members, flatten, lock_themes, subtree
from accord.themes.events import (
    CONTEST_SETTLED,
    GATHERED,
    TAKEN_OUT,
    THEME_CREATED,
    THEME_EDITED,
    THEME_MERGED,
    THEME_PUBLISHED,
    THEME_UNMERGED,
)
from accord.themes.members import chain, members, those_in
from accord.themes.models import Objection, Theme
from accord.ui.texts import LocalizedText
from accord.ui.words import clean_words

CONTEST_DAYS = 14


@transaction.atomic
def create_theme(
    *, viewer: Viewer, process: Process, title: LocalizedText, summary: LocalizedText | None = None
) -> Theme:
    require(viewer, "themes.sort", process)
    number = next_number(process.subject, "theme")
    theme = Theme.objects.create(
        subject=subject_inside("theme", number, parent=process.subject),
        process=process,
        number=number,
        title=title,
        summary=summary or LocalizedText(),
        made_by=viewer.actor,
    )
    theme.root = theme
    theme.save(update_fields=["root"])
    emit(THEME_CREATED, theme, viewer)
    return theme


@transaction.atomic
def edit_theme(
    *, viewer: Viewer, theme: Theme, title: LocalizedText, summary: LocalizedText
) -> None:
    require(viewer, "themes.sort", theme.process)
    theme = Theme.objects.locked().get(pk=theme.pk)
    theme.title, theme.summary = title, summary
    theme.save(update_fields=["title", "summary"])
    emit(THEME_EDITED, theme, viewer)


@transaction.atomic
def publish_theme(*, viewer: Viewer, theme: Theme, contest_days: int = CONTEST_DAYS) -> None:
    """Show the theme to everybody and open the days in which its authors may contest it."""
    require(viewer, "themes.sort", theme.process)
    theme = Theme.objects.locked().get(pk=theme.pk)
    if theme.published_at is not None:
        raise Conflict(_("This theme is published already."))
    if theme.merged_into_id is not None:
        raise Conflict(_("This theme is part of another one. Publish that one."))
    theme.published_at = timezone.now()
    theme.contest_until = timezone.localdate() + dt.timedelta(days=contest_days)
    theme.save(update_fields=["published_at", "contest_until"])
    emit(THEME_PUBLISHED, theme, viewer)


@transaction.atomic
def publish_themes(*, viewer: Viewer, themes: Sequence[Theme]) -> int:
    """Publish those that aren't yet; how many that were."""
    waiting = [theme for theme in themes if not theme.published_at and not theme.merged_into_id]
    for theme in waiting:
        publish_theme(viewer=viewer, theme=theme)
    return len(waiting)


@transaction.atomic
def add_to_theme(*, viewer: Viewer, theme: Theme, contributions: Sequence[Contribution]) -> int:
    """Put these words in the theme; how many weren't in it. Doing it twice adds none."""
    require(viewer, "themes.sort", theme.process)
    if any(words.process_id != theme.process_id for words in contributions):
        raise Conflict(_("These ideas belong to another process."))
    themes = lock_themes(theme.process)
    there = those_in(theme, contributions)
    new = [words for words in contributions if words not in there]
    link_all(GATHERED_IN, [(words, theme) for words in new])
    if new:
        _settle_members(theme.pk, themes, {words.pk for words in new})
        emit(GATHERED, theme, viewer, related=new)
    return len(new)


@transaction.atomic
def remove_from_theme(
    *, viewer: Viewer, theme: Theme, contributions: Sequence[Contribution]
) -> int:
    """Take words out of a theme; they stay readable, and may owe an answer again."""
    require(viewer, "themes.sort", theme.process)
    themes = lock_themes(theme.process)
    there = those_in(theme, contributions)
    if there:
        unlink(GATHERED_IN, there, theme)
        _settle_members(theme.pk, themes, {words.pk for words in there})
        emit(TAKEN_OUT, theme, viewer, related=there)
    return len(there)


def _settle_members(theme_id: int, themes: dict[int, Theme], changed: set[int]) -> None:
    above = {pk: theme.merged_into_id for pk, theme in themes.items()}
    count_members(chain(theme_id, above), themes)
    settle(changed)


@transaction.atomic
def merge_themes(*, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Make one theme part of another. No membership moves, so undoing brings back what was."""
    require(viewer, "themes.sort", theme.process)
    if into.process_id != theme.process_id:
        raise Conflict(_("These themes belong to different processes."))
    themes = lock_themes(theme.process)
    theme, into = themes[theme.pk], themes[into.pk]
    if theme.merged_into_id is not None:
        raise Conflict(_("This theme is part of another one already. Undo that first."))
    if into.pk in subtree(theme.pk, themes):
        raise Conflict(_("That theme is part of this one, so this one can’t become part of it."))
    if theme.published_at is not None and into.published_at is None:
        raise Conflict(
            _("People can read this theme. Publish the other one before you merge them.")
        )
    _hang(theme, into, themes)
    emit(THEME_MERGED, theme, viewer, data={"into": into.number}, related=[into])


@transaction.atomic
def undo_merge(*, viewer: Viewer, theme: Theme) -> None:
    require(viewer, "themes.sort", theme.process)
    themes = lock_themes(theme.process)
    theme = themes[theme.pk]
    into = theme.merged_into
    if into is None:
        raise Conflict(_("This theme stands for itself already."))
    _hang(theme, None, themes)
    emit(THEME_UNMERGED, theme, viewer, related=[into])


def _hang(theme: Theme, into: Theme | None, themes: dict[int, Theme]) -> None:
    before = {pk: row.merged_into_id for pk, row in themes.items()}
    if theme.merged_into is not None:
        unlink(MERGED, [theme], theme.merged_into)
    if into is not None:
        link(MERGED, theme, into)
    theme.merged_into = into
    theme.save(update_fields=["merged_into"])
    flatten(themes)
    after = {pk: row.merged_into_id for pk, row in themes.items()}
    changed = set(chain(theme.pk, before)[1:]) | set(chain(theme.pk, after)[1:])
    count_members(sorted(changed), themes)
    settle(members(subtree(theme.pk, themes)))


class SaidAlready(Conflict):
    """They have had their say; `stands` is what they said."""

    def __init__(self, message: "str | Promise", stands: Voice) -> None:
        super().__init__(message)
        self.stands = stands


@transaction.atomic
def contest(
    *,
    viewer: Viewer,
    theme: Theme,
    contribution: Contribution,
    text: str,
    language: str = "",
    receipt: Receipt | None = None,
) -> Objection:
    """ "This is not what I said": by the author, or whoever holds the receipt, while it's open.

    Said again in the same words it is the objection that stands already. The language is that of
    the page it was written on; without one, that of the words it is about.
    """
    if not speaks_for(viewer, receipt, contribution):
        raise NotAllowed(_("Only the person who said this can say that it’s misread."))
    contribution = _locked_words(contribution)
    theme = Theme.objects.select_related("root", "process__space").get(pk=theme.pk)
    said = clean_words(text)
    if (stands := _standing_objection(theme, contribution)) is not None:
        if stands.body == said:
            return stands
        raise SaidAlready(_("You’ve said so already."), stands)
    if not is_in(contribution, theme):
        raise Conflict(_("What you said isn’t in this theme any more."))
    if not (theme.is_contestable or (theme.root is not None and theme.root.is_contestable)):
        raise Conflict(_("The days to say so are over."))
    objection = Objection(
        process=theme.process,
        theme=theme,
        contribution=contribution,
        body=said,
        language=language or contribution.language,
    )
    # What is left open was refused. One stands at a time, also if a moderator shows it again.
    _open_objections(theme, contribution).update(settled_at=timezone.now())
    create_voice(objection, viewer=viewer, inside=theme.subject, kind="objection")
    return objection


def _locked_words(contribution: Contribution) -> Contribution:
    """Who contests or settles at this moment waits."""
    rows = Contribution.objects.locked().select_related("activity", "author", "receipt")
    return rows.get(pk=contribution.pk)


def is_in(contribution: Contribution, theme: Theme) -> bool:
    return bool(those_in(theme, [contribution]))


def _open_objections(theme: Theme, contribution: Contribution) -> "QuerySet[Objection]":
    return Objection.objects.filter(theme=theme, contribution=contribution, settled_at=None)


def _standing_objection(theme: Theme, contribution: Contribution) -> Objection | None:
    """The open one, unless a moderator refused it: then its author may object anew."""
    stands = _open_objections(theme, contribution).first()
    return None if stands is not None and stands.hidden_at else stands


def speaks_for(viewer: Viewer, receipt: Receipt | None, words: Contribution) -> bool:
    """Whether these are the viewer's own words: by account, or by the receipt they hold."""
    if receipt is not None and words.receipt_id == receipt.pk:
        return True
    if viewer.pk is None:
        return False
    is_claimed = words.receipt is not None and words.receipt.claimed_by_id == viewer.pk
    return words.author_id == viewer.pk or is_claimed


@transaction.atomic
def settle_contest(*, viewer: Viewer, theme: Theme, contribution: Contribution, keep: bool) -> None:
    """Keep the words where they are, or take them out. The author's objection stays readable."""
    require(viewer, "themes.sort", theme.process)
    contribution = _locked_words(contribution)
    objections = _open_objections(theme, contribution)
    if not is_in(contribution, theme) or not objections.exists():
        raise Conflict(_("This has been settled already."))
    if not keep:
        remove_from_theme(viewer=viewer, theme=theme, contributions=[contribution])
    objections.update(settled_at=timezone.now())
    emit(CONTEST_SETTLED, theme, viewer, related=[contribution])
