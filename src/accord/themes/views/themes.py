from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.contributions.models import Contribution, Receipt
from accord.contributions.pagination import page_by_id
from accord.contributions.rules import is_own
from accord.contributions.voices import HIDDEN, SHOWN
from accord.processes.views.finders import find_process
from accord.record.kinds import kind_of, load_visible
from accord.record.links import tie
from accord.record.models import Link
from accord.record.relations import DECIDED, LED_TO
from accord.record.rules import may, require, through
from accord.record.stations import thread_address
from accord.record.viewer import AccordRequest, Viewer
from accord.themes import actions
from accord.themes.actions import (
    edit_theme,
    merge_themes,
    publish_theme,
    publish_themes,
    settle_contest,
    speaks_for,
    undo_merge,
)
from accord.themes.forms import DecisionForm, MergeForm, ThemeForm, VoiceForm
from accord.themes.members import gathered, words_in
from accord.themes.models import Objection, Theme
from accord.themes.quotes import quotes
from accord.themes.views.refusals import standing, tell_held
from accord.ui import panels
from accord.ui.forms import run_action, show_form
from accord.ui.numbers import as_numbers
from accord.ui.typed import login_required
from accord.ui.undo import tell_undo

PAGE = 20
OBJECTIONS = 40


def find_theme(request: AccordRequest, slug: str, number: int) -> Theme:
    found = Theme.objects.visible_to(request.viewer)
    found = found.select_related(
        "process__space", "process__subject", "merged_into__process", "root"
    )
    return get_object_or_404(found, process__slug=slug, number=number)


@require_safe
def theme_list(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_process(request, slug)
    themes = Theme.objects.visible_to(request.viewer).filter(process=process)
    may_theme = may(request.viewer, "themes.sort", process)
    rows = list(themes if may_theme else themes.roots())
    for row in rows:
        row.process = process
    return render(
        request,
        "themes/list.html",
        {
            "process": process,
            "rows": rows,
            "panel_rows": {"themes.row": panels.fill("themes.row", rows, request.viewer)},
            "may_theme": may_theme,
            "has_drafts": any(not row.published_at and not row.merged_into_id for row in rows),
            "syntheses": process.syntheses.filter(published_at__isnull=False),
        },
    )


@require_safe
def theme_detail(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    group = theme.group
    may_theme = may(request.viewer, "themes.sort", theme.process)
    objections, own_objections = objections_in(request, group, may_theme)
    return render(
        request,
        "themes/detail.html",
        {
            "process": theme.process,
            "subject": theme,
            "quotes": quotes(theme, group),
            "objections": objections,
            "decisions": decisions_of(group, request.viewer),
            "may_theme": may_theme,
            "decision_form": DecisionForm(process=theme.process) if may_theme else None,
            "own": own_words(request, theme, group),
            "own_objections": own_objections,
            "may_moderate": may(request.viewer, "contributions.moderate", theme.process),
        },
    )


@require_safe
def theme_words(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    """All that people said in a theme: nothing leads to a theme without a way back to it."""
    theme = find_theme(request, slug, number)
    words = words_in(theme.group).select_related("author", "activity__process", "provenance")
    after = request.GET.get("after", "")
    found = page_by_id(words, after, PAGE)
    context = {
        "process": theme.process,
        "subject": theme,
        "rows": [(row, thread_address(row)) for row in found.rows],
        "next_key": found.next_key,
        "is_later_page": bool(after),
    }
    return render(request, "themes/words.html", context)


def decisions_of(group: list[int], viewer: Viewer) -> list[Any]:
    """What was decided about the theme, as far as the viewer sees it."""
    ties = Link.objects.filter(source__in=group, relation=LED_TO.key).select_related("target")
    found = [tie.target for tie in ties if kind_of(tie.target).station == DECIDED]
    return load_visible(dict.fromkeys(found), viewer)


def own_words(request: AccordRequest, theme: Theme, group: list[int]) -> Contribution | None:
    """The viewer's own words in this theme, if that may still be contested."""
    if not theme.is_contestable or request.viewer.is_public:
        return None
    inside = gathered().filter(source=OuterRef("pk"), target__in=group)
    here = Objection.objects.filter(contribution=OuterRef("pk"), theme__in=group)
    open_ones = here.filter(settled_at=None, hidden_at=None)
    rows = Contribution.objects.filter(Exists(inside), ~Exists(open_ones))
    return rows.filter(is_own(request.viewer)).first()


def objections_in(
    request: AccordRequest, group: list[int], may_theme: bool
) -> tuple[list[Objection], list[Objection]]:
    """Those that everybody sees, and the viewer's own that were held, hidden or shown again.

    What was public once leaves a gap; who themes must know also of those that were never shown.
    """
    seen = Q(published_at__isnull=False)
    own = through("contribution", is_own(request.viewer))
    if may_theme:
        seen |= HIDDEN
    inside = gathered().filter(source=OuterRef("contribution"), target=OuterRef("theme"))
    rows = Objection.objects.filter(seen | own, Exists(inside), theme__in=group)
    rows = rows.filter(through("contribution", SHOWN))
    own_first = rows.annotate(
        is_seen=ExpressionWrapper(seen, BooleanField()),
        is_own=ExpressionWrapper(own, BooleanField()),
    ).order_by("-is_own", "pk")
    found: list[Any] = list(own_first.select_related("contribution__subject", "theme")[:OBJECTIONS])
    told = [row for row in found if row.is_own and (not row.is_published or row.shown_again_at)]
    return sorted((row for row in found if row.is_seen), key=lambda row: row.pk), told


@login_required
@require_http_methods(["GET", "POST"])
def theme_edit(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    require(request.viewer, "themes.sort", theme.process)
    initial = {"title": theme.title, "summary": theme.summary}
    form = ThemeForm(request.POST or None, initial=initial, space=theme.process.space)
    edit = partial(edit_theme, viewer=request.viewer, theme=theme)
    if run_action(request, form, lambda: edit(**form.cleaned_data)):
        return redirect(theme)
    context = {"process": theme.process, "heading": _("Words of the theme")}
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_POST
def theme_publication(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    publish_theme(viewer=request.viewer, theme=theme)
    messages.success(request, _("The theme is public. Its authors can object for 14 days."))
    return redirect(theme)


@login_required
@require_http_methods(["GET", "POST"])
def theme_merge(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    require(request.viewer, "themes.sort", theme.process)
    others = {str(row.number): row for row in theme.process.themes.roots().exclude(pk=theme.pk)}
    choices = [(key, f"{row.number}. {row.title}") for key, row in others.items()]
    form = MergeForm(request.POST or None, choices=choices)
    merge = partial(merge_themes, viewer=request.viewer, theme=theme)
    if run_action(request, form, lambda: merge(into=others[form.cleaned_data["into"]])):
        separation = reverse("themes:separation", args=[slug, number])
        tell_undo(request, _("The theme is part of another now."), separation)
        return redirect(theme)
    context = {
        "process": theme.process,
        "heading": _("Make this theme part of another"),
        "subject_line": f"{theme.number}. {theme.title}",
    }
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_POST
def theme_decision(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    """Say what the forum decided about this theme."""
    theme = find_theme(request, slug, number)
    require(request.viewer, "themes.sort", theme.process)
    form = DecisionForm(request.POST, process=theme.process)
    lead = partial(tie, viewer=request.viewer, source=theme)
    if run_action(request, form, lambda: lead(to=form.cleaned_data["decision"])):
        untie = reverse("thread:undoing", args=[theme.subject.kind, theme.subject.code])
        decision = form.cleaned_data["decision"].subject
        said = _("The theme leads to the decision now.")
        tell_undo(request, said, untie, to=f"{decision.kind}:{decision.code}")
        return redirect(theme)
    context = {"process": theme.process, "heading": _("The forum decided")}
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_POST
def theme_separation(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    undo_merge(viewer=request.viewer, theme=theme)
    messages.success(request, _("The theme stands for itself again."))
    return redirect(theme)


@require_http_methods(["GET", "POST"])
def contest(request: AccordRequest, slug: str, number: int, said: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    inside, contribution = find_in_theme(theme, said)
    receipt = Receipt.objects.filter(
        pk__in=request.viewer.receipts, contributions=contribution
    ).first()
    if not speaks_for(request.viewer, receipt, contribution):
        return render(request, "ui/not_found.html", status=404)
    form = VoiceForm(request.POST or None)
    object_to = partial(
        actions.contest,
        viewer=request.viewer,
        theme=inside,
        contribution=contribution,
        receipt=receipt,
        language=request.LANGUAGE_CODE,
    )
    done = run_action(request, form, lambda: object_to(text=form.cleaned_data["text"]))
    if done:
        tell_held(request, done.result, _("We have it. Everyone can read it on this page."))
        return redirect(theme)
    context = {
        "process": theme.process,
        "heading": _("This is not what I said"),
        "stands": standing(done),
    }
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_POST
def settlement(request: AccordRequest, slug: str, number: int, said: int) -> HttpResponse:
    theme = find_theme(request, slug, number)
    require(request.viewer, "themes.sort", theme.process)
    inside, contribution = find_in_theme(theme, said)
    keep = request.POST.get("keep") == "yes"
    settle_contest(viewer=request.viewer, theme=inside, contribution=contribution, keep=keep)
    return redirect(theme)


def find_in_theme(theme: Theme, number: int) -> tuple[Theme, Contribution]:
    """The words of this number, and the theme they are in: this one, or one merged with it."""
    rows = gathered().filter(
        source__as_contribution__number=number, target__as_theme__root=theme.root_id
    )
    found = get_object_or_404(rows)
    inside = Theme.objects.select_related("process__space", "root").get(pk=found.target_id)
    words = Contribution.objects.select_related("receipt").get(pk=found.source_id)
    return inside, words


@login_required
@require_POST
def publications(request: AccordRequest, slug: str) -> HttpResponse:
    """Publish many themes at a time."""
    process = find_process(request, slug)
    require(request.viewer, "themes.sort", process)
    numbers = as_numbers(request.POST.getlist("chosen")[:200])
    themes = process.themes.select_related("process__space").filter(number__in=numbers)
    count = publish_themes(viewer=request.viewer, themes=list(themes))
    said = ngettext("%(count)d theme is public.", "%(count)d themes are public.", count)
    messages.success(request, said % {"count": count})
    return redirect("themes:list", process.slug)
