"""Making, merging and contesting themes."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accord.contributions.actions import create_voice
from accord.contributions.models import Contribution, Receipt
from accord.contributions.voices import Voice
from accord.errors import Conflict, NotAllowed
from accord.processes.models import Decision, Process
from accord.record.events import emit
from accord.record.models import Subject
from accord.record.rules import require
from accord.record.subjects import next_number, subject_inside
from accord.record.viewer import Viewer
from accord.responses.actions.answer_state import (
    count_members,
    flatten,
    lock_themes,
    members,
    settle,
    subtree,
)
from accord.responses.applicable_answers import chain
from accord.responses.events import (
    CONTEST_SETTLED,
    GATHERED,
    TAKEN_OUT,
    THEME_CREATED,
    THEME_EDITED,
    THEME_LINKED,
    THEME_MERGED,
    THEME_PUBLISHED,
    THEME_UNMERGED,
)
from accord.responses.models import Link, Objection, Theme, ThemeMembership
from accord.ui.texts import LocalizedText
from accord.ui.words import clean_words

CONTEST_DAYS = 14


@transaction.atomic
def create_theme(
    *, viewer: Viewer, process: Process, title: LocalizedText, summary: LocalizedText | None = None
) -> Theme:
    require(viewer, "responses.theme", process)
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
    require(viewer, "responses.theme", theme.process)
    theme = Theme.objects.locked().get(pk=theme.pk)
    theme.title, theme.summary = title, summary
    theme.save(update_fields=["title", "summary"])
    emit(THEME_EDITED, theme, viewer)


@transaction.atomic
def publish_theme(*, viewer: Viewer, theme: Theme, contest_days: int = CONTEST_DAYS) -> None:
    """Show the theme to everybody and open the days in which its authors may contest it."""
    require(viewer, "responses.theme", theme.process)
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
def link_theme(*, viewer: Viewer, theme: Theme, to: Decision) -> None:
    """Say that this is what the decision was about. Saying it twice is saying it once."""
    require(viewer, "responses.theme", theme.process)
    if to.process_id != theme.process_id:
        raise Conflict(_("This decision belongs to another process."))
    theme = Theme.objects.locked().get(pk=theme.pk)
    _link, is_new = Link.objects.get_or_create(theme=theme, decision=to)
    if is_new:
        emit(THEME_LINKED, theme, viewer, related=[to])


@transaction.atomic
def publish_themes(*, viewer: Viewer, themes: Sequence[Theme]) -> int:
    """Publish those that aren't yet; how many that were."""
    waiting = [theme for theme in themes if not theme.published_at and not theme.merged_into_id]
    for theme in waiting:
        publish_theme(viewer=viewer, theme=theme)
    return len(waiting)


@transaction.atomic
def add_to_theme(
    *, viewer: Viewer, theme: Theme, contributions: Sequence[Contribution]
) -> list[ThemeMembership]:
    """Put these words in the theme; gives the new memberships. Doing it twice adds none."""
    require(viewer, "responses.theme", theme.process)
    if any(words.process_id != theme.process_id for words in contributions):
        raise Conflict(_("These ideas belong to another process."))
    themes = lock_themes(theme.process)
    wanted = {words.pk for words in contributions}
    there = set(
        ThemeMembership.objects.filter(
            theme=theme, contribution__in=wanted, removed_at=None
        ).values_list("contribution_id", flat=True)
    )
    added = ThemeMembership.objects.bulk_create(
        ThemeMembership(theme=theme, contribution_id=pk, added_by=viewer.actor)
        for pk in sorted(wanted - there)
    )
    _settle_members(theme.pk, themes, wanted - there)
    if added:
        put = [words for words in contributions if words.pk in wanted - there]
        emit(GATHERED, theme, viewer, related=put)
    return added


@transaction.atomic
def remove_from_theme(*, viewer: Viewer, memberships: Sequence[ThemeMembership]) -> int:
    """Take words out of their themes; they stay readable, and may owe an answer again."""
    by_process: dict[Process, list[ThemeMembership]] = {}
    for membership in memberships:
        by_process.setdefault(membership.theme.process, []).append(membership)
    for process, rows in by_process.items():
        require(viewer, "responses.theme", process)
        _take_out(process, rows)
        for theme in {row.theme for row in rows}:
            gone = [row.contribution_id for row in rows if row.theme_id == theme.pk]
            emit(TAKEN_OUT, theme, viewer, related=Subject.objects.filter(pk__in=gone))
    return len(memberships)


def _take_out(process: Process, rows: Sequence[ThemeMembership]) -> None:
    themes = lock_themes(process)
    ThemeMembership.objects.filter(pk__in=[row.pk for row in rows], removed_at=None).update(
        removed_at=timezone.now()
    )
    for theme_id in sorted({row.theme_id for row in rows}):
        gone = {row.contribution_id for row in rows if row.theme_id == theme_id}
        _settle_members(theme_id, themes, gone)


def _settle_members(theme_id: int, themes: dict[int, Theme], changed: set[int]) -> None:
    above = {pk: theme.merged_into_id for pk, theme in themes.items()}
    count_members(chain(theme_id, above), themes)
    settle(changed)


@transaction.atomic
def merge_themes(*, viewer: Viewer, theme: Theme, into: Theme) -> None:
    """Make one theme part of another. No membership moves, so undoing brings back what was."""
    require(viewer, "responses.theme", theme.process)
    if into.process_id != theme.process_id:
        raise Conflict(_("These themes belong to different processes."))
    themes = lock_themes(theme.process)
    theme, into = themes[theme.pk], themes[into.pk]
    if theme.merged_into_id is not None:
        raise Conflict(_("This theme is part of another one already. Undo that first."))
    if into.pk in subtree(theme.pk, themes):
        raise Conflict(_("That theme is part of this one, so this one can't become part of it."))
    if theme.published_at is not None and into.published_at is None:
        raise Conflict(
            _("People can read this theme. Publish the other one before you merge them.")
        )
    _hang(theme, into, themes)
    emit(THEME_MERGED, theme, viewer, data={"into": into.number}, related=[into])


@transaction.atomic
def undo_merge(*, viewer: Viewer, theme: Theme) -> None:
    require(viewer, "responses.theme", theme.process)
    themes = lock_themes(theme.process)
    theme = themes[theme.pk]
    into = theme.merged_into
    if into is None:
        raise Conflict(_("This theme stands for itself already."))
    _hang(theme, None, themes)
    emit(THEME_UNMERGED, theme, viewer, related=[into])


def _hang(theme: Theme, into: Theme | None, themes: dict[int, Theme]) -> None:
    before = {pk: row.merged_into_id for pk, row in themes.items()}
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
def contest_membership(
    *,
    viewer: Viewer,
    membership: ThemeMembership,
    text: str,
    language: str = "",
    receipt: Receipt | None = None,
) -> Objection:
    """ "This is not what I said": by the author, or whoever holds the receipt, while it's open.

    Said again in the same words it is the objection that stands already. The language is that of
    the page it was written on; without one, that of the words it is about.
    """
    if not speaks_for(viewer, receipt, membership.contribution):
        raise NotAllowed(_("Only the person who said this can say that it's misread."))
    rows = ThemeMembership.objects.select_for_update(of=("self",))
    membership = rows.select_related(
        "theme__root", "theme__process__space", "contribution__activity"
    ).get(pk=membership.pk)
    said = clean_words(text)
    if (stands := _standing_objection(membership)) is not None:
        if stands.body == said:
            return stands
        raise SaidAlready(_("You've said so already."), stands)
    if membership.removed_at is not None:
        raise Conflict(_("What you said isn't in this theme any more."))
    root = membership.theme.root
    if not (membership.theme.is_contestable or (root is not None and root.is_contestable)):
        raise Conflict(_("The days to say so are over."))
    objection = Objection(
        process=membership.theme.process,
        membership=membership,
        body=said,
        language=language or membership.contribution.language,
    )
    # What is left open was refused. One stands at a time, also if a moderator shows it again.
    membership.objections.filter(settled_at=None).update(settled_at=timezone.now())
    create_voice(objection, viewer=viewer, inside=membership.theme.subject, kind="objection")
    return objection


def _standing_objection(membership: ThemeMembership) -> Objection | None:
    """The open one, unless a moderator refused it: then its author may object anew."""
    rows = membership.objections.locked().filter(settled_at=None)
    stands = rows.first()
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
def settle_contest(*, viewer: Viewer, membership: ThemeMembership, keep: bool) -> None:
    """Keep the words where they are, or take them out. The author's objection stays readable."""
    require(viewer, "responses.theme", membership.theme.process)
    membership = ThemeMembership.objects.select_for_update().get(pk=membership.pk)
    objections = membership.objections.filter(settled_at=None)
    if membership.removed_at is not None or not objections.exists():
        raise Conflict(_("This has been settled already."))
    if not keep:
        remove_from_theme(viewer=viewer, memberships=[membership])
    objections.update(settled_at=timezone.now())
    emit(CONTEST_SETTLED, membership.theme, viewer, related=[membership.contribution])
