"""The rapporteurs' inbox: choose, see what would happen, do it, undo it."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accord.answers.actions import answer_many, undo_drafts
from accord.answers.forms import AnswerForm, Choice, ChoiceForm
from accord.answers.models import Response
from accord.answers.pending_answers import owed_words
from accord.answers.search import saying
from accord.contributions.models import Contribution, Door
from accord.organisations.models import Office
from accord.processes.models import Process
from accord.processes.views.finders import find_process
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.themes.actions import add_to_theme, create_theme, remove_from_theme
from accord.themes.forms import ThemeForm
from accord.themes.members import gathered, is_gathered, is_under
from accord.ui.forms import run_action, show_form
from accord.ui.numbers import as_number
from accord.ui.texts import tidy
from accord.ui.typed import login_required
from accord.ui.undo import Undo

SIZES = ("50", "100")


def find_inbox(request: AccordRequest, slug: str) -> Process:
    process = find_process(request, slug)
    require(request.viewer, "themes.sort", process)
    return process


def filtered(request: AccordRequest, process: Process) -> QuerySet[Contribution]:
    asked, rows = request.GET, owed_words(process)
    theme = asked.get("theme", "")
    if theme == "none":
        rows = rows.filter(~is_gathered())
    elif (number := as_number(theme)) is not None:
        rows = rows.filter(is_under(number))
    if asked.get("state") in ("answered", "due"):
        rows = rows.filter(answered_at__isnull=asked["state"] == "due")
    if asked.get("language"):
        rows = rows.filter(language=asked["language"][:12])
    if asked.get("door") in Door.values:
        rows = rows.filter(provenance__door=asked["door"])
    if words := tidy(asked.get("q", "")[:100]):
        rows = saying(rows, words)
    return rows


@login_required
@require_safe
def inbox(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_inbox(request, slug)
    wanted = request.GET.get("size", "")
    size = int(wanted if wanted in SIZES else SIZES[0])
    after = request.GET.get("after", "")
    key = as_number(after) or 0
    found = list(filtered(request, process).filter(pk__gt=key).order_by("pk")[: size + 1])
    rows, more = found[:size], len(found) > size
    all_themes, last_step = list(process.themes.roots()), request.session.get(_key(process))
    asked = {name: value for name, value in request.GET.items() if name not in ("after", "read")}
    return render(
        request,
        "answers/inbox.html",
        {
            "process": process,
            "rows": [(row, _address(asked, after=after, read=row.pk)) for row in rows],
            "older_url": _address(asked, after=rows[-1].pk) if more else "",
            "newer_url": _address(asked) if key else "",
            "reading": next((row for row in rows if str(row.pk) == request.GET.get("read")), None),
            "all_themes": all_themes,
            "languages_said": process.space.language_choices,
            "doors": Door.choices,
            "asked": request.GET,
            "sizes": SIZES,
            "last_step": last_step,
            "undo": Undo(reverse("answers:inbox-undo", args=[process.slug]), []),
            "last_theme": next(
                (row for row in all_themes if row.number == _theme_of(last_step)), None
            ),
        },
    )


def _address(asked: Mapping[str, object], **more: object) -> str:
    return "?" + urlencode({**asked, **{name: value for name, value in more.items() if value}})


def _key(process: Process) -> str:
    return f"inbox-undo-{process.pk}"


def _theme_of(last_step: Mapping[str, object] | None) -> object:
    return last_step.get("theme") if last_step else None


def _form(request: AccordRequest, process: Process, data: QueryDict | None) -> forms.Form:
    """What else the act needs to know: an answer, or the words of a new theme."""
    if request.POST.get("act") == "answer":
        offices = Office.objects.filter(space=process.space).order_by("code")
        return AnswerForm(data, process=process, offices=offices, viewer=request.viewer)
    if request.POST.get("act") == "theme":
        return forms.Form(data)  # the theme is there: nothing more to say
    return ThemeForm(data, space=process.space)


@login_required
@require_POST
def preview(request: AccordRequest, slug: str) -> HttpResponse:
    """How many, which, and what would happen; nothing is done yet."""
    process = find_inbox(request, slug)
    return _show(request, process, ChoiceForm(request.POST, process=process))


def _show(
    request: AccordRequest,
    process: Process,
    chosen: ChoiceForm,
    form: forms.Form | None = None,
) -> HttpResponse:
    context = {
        "process": process,
        "choice": chosen.choice,
        "choice_form": chosen,
        "chosen": chosen.chosen,
        "all_themes": process.themes.roots(),
    }
    form = form or _form(request, process, None)
    return show_form(request, "answers/preview.html", form, context)


@login_required
@require_POST
def choices(request: AccordRequest, slug: str) -> HttpResponse:
    process = find_inbox(request, slug)
    chosen = ChoiceForm(request.POST, process=process)
    choice, form = chosen.choice, _form(request, process, request.POST)
    if choice is None:
        return _show(request, process, chosen)
    done = run_action(request, form, lambda: _carry_out(request, process, choice, form))
    if not done:
        return _show(request, process, chosen, form)
    messages.success(request, done.result)
    return redirect("answers:inbox", process.slug)


def _carry_out(request: AccordRequest, process: Process, choice: Choice, form: forms.Form) -> str:
    if isinstance(form, AnswerForm):
        return _answer(request, process, choice, form)
    return _put(request, process, choice, form)


def _answer(request: AccordRequest, process: Process, choice: Choice, form: AnswerForm) -> str:
    made = answer_many(
        viewer=request.viewer,
        to=choice.words,
        office=form.cleaned_data["office"],
        answer=form.answer(),
    )
    request.session[_key(process)] = {"drafts": [row.pk for row in made], "count": len(made)}
    said = ngettext("%(count)d draft is written.", "%(count)d drafts are written.", len(made))
    return said % {"count": len(made)}


def _put(request: AccordRequest, process: Process, choice: Choice, form: forms.Form) -> str:
    person = request.viewer
    theme = choice.theme
    if theme is None:
        theme = create_theme(viewer=person, process=process, **form.cleaned_data)
    there = set(gathered().filter(target=theme.pk).values_list("source", flat=True))
    count = add_to_theme(viewer=person, theme=theme, contributions=choice.words)
    request.session[_key(process)] = {
        "put": [words.pk for words in choice.words if words.pk not in there],
        "count": count,
        "theme": theme.number,
    }
    said = ngettext("%(count)d idea is in the theme.", "%(count)d ideas are in the theme.", count)
    return said % {"count": count}


@login_required
@require_POST
def undo(request: AccordRequest, slug: str) -> HttpResponse:
    """Take back the last thing that was done to many."""
    process = find_inbox(request, slug)
    last = request.session.pop(_key(process), {})
    drafts = Response.objects.for_page().filter(
        pk__in=last.get("drafts", []), contribution__process=process
    )
    count = _take_out(request, process, last)
    count += undo_drafts(viewer=request.viewer, responses=list(drafts))
    said = ngettext("%(count)d change is undone.", "%(count)d changes are undone.", count)
    messages.success(request, said % {"count": count})
    return redirect("answers:inbox", process.slug)


def _take_out(request: AccordRequest, process: Process, last: Mapping[str, Any]) -> int:
    """Of what was put in a theme, whatever is still in it."""
    theme = process.themes.filter(number=last.get("theme") or 0).first()
    if theme is None:
        return 0
    put = Contribution.objects.filter(process=process, pk__in=last.get("put", []))
    return remove_from_theme(viewer=request.viewer, theme=theme, contributions=list(put))
