"""What is asked: as planners write it, and each published version as everybody can read it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from accord.errors import ChangedMeanwhile, Conflict
from accord.processes.models import Activity
from accord.processes.views.finders import find_activity
from accord.processes.views.staff import find_planned
from accord.questions import actions
from accord.questions.actions.drafts import DOWN, UP, asks_the_same, rows_of
from accord.questions.forms import AnswerForm, KindForm, QuestionForm, SeenForm
from accord.questions.forms.questions import FIRST_CHOICES
from accord.questions.models import Question, Sheet
from accord.questions.proofs import activity_of, mark_of, sheet_mark
from accord.questions.registry import Asking, question_kind
from accord.questions.sheets import TOO_MUCH, AskedQuestion, AskedSheet, current_sheet, sheet_of
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_both, show_form
from accord.ui.typed import login_required


def _find(request: AccordRequest, slug: str, activity_slug: str) -> Activity:
    """An activity that the viewer plans, of a type that asks by a sheet."""
    process = find_planned(request, slug)
    activity = find_activity(request, process, activity_slug)
    activity.process = process
    if not activity.type.questions:
        raise Http404
    return activity


def _working(activity: Activity) -> tuple[AskedSheet, Sheet | None]:
    """What is being written; where nothing new is, what people are asked now."""
    draft = Sheet.objects.filter(about=activity.pk, published_at=None).first()
    now = current_sheet(activity)
    if draft is None:
        return now, None
    written = sheet_of(activity, draft)
    return (now, None) if asks_the_same(written, now) else (written, draft)


def _question(sheet: AskedSheet, code: str) -> AskedQuestion:
    if code not in sheet.by_code:
        raise Http404
    return sheet.by_code[code]


def _mark(question: AskedQuestion) -> str:
    """Of the question as it is read here, before the first draft as well."""
    return mark_of([question.row] if question.row else rows_of(AskedSheet([question])))


def _context(activity: Activity, **more: Any) -> dict[str, Any]:
    return {"activity": activity, "process": activity.process, **more}


@login_required
@require_safe
def question_list(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    activity = _find(request, slug, activity_slug)
    sheet, draft = _working(activity)
    rows = [
        {"question": row, "condition": sheet.condition(row), "is_first": place == 0}
        for place, row in enumerate(sheet.to_fill_in)
    ]
    if rows:
        rows[-1]["is_last"] = True
    versions = list(activity.subject.sheets.exclude(published_at=None).order_by("-number")[:20])
    context = _context(activity, rows=rows, sheet=sheet, draft=draft, versions=versions)
    context["seen"] = mark_of(rows_of(sheet))
    context["too_much"] = "" if sheet.is_sendable else TOO_MUCH
    context["files"] = _whole_files(activity)
    return render(request, "questions/list.html", context)


def _whole_files(activity: Activity) -> list[str]:
    """The endings of files with what isn't public, where anything of the kind was ever asked."""
    asked = Question.objects.filter(sheet__about=activity.pk, is_sensitive=True)
    if not asked.filter(sheet__published_at__isnull=False).exists():
        return []
    return [ending for ending, export in activity.type.exports.items() if export.whole]


@login_required
@FORM
def question_new(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """First the kind, in the address; then the question."""
    activity = _find(request, slug, activity_slug)
    chosen = KindForm(request.GET if {"kind", "chosen"} & set(request.GET) else None)
    if not chosen.is_valid():
        return show_form(request, "questions/kind.html", chosen, _context(activity))
    sheet, _draft = _working(activity)
    asks = {"kind": question_kind(chosen.cleaned_data["kind"]), "earlier": sheet.to_fill_in}
    save = lambda form: actions.add_question(  # noqa: E731 - named for `_write`
        viewer=request.viewer,
        activity=activity,
        words=form.words(),
        form_key=form.cleaned_data["key"],
    )
    return _write(request, activity, asks, save)


@login_required
@FORM
def question_edit(request: AccordRequest, slug: str, activity_slug: str, code: str) -> HttpResponse:
    activity = _find(request, slug, activity_slug)
    sheet, _draft = _working(activity)
    question = _question(sheet, code)
    place = sheet.questions.index(question)
    earlier, later = sheet.questions[:place], sheet.questions[place + 1 :]
    asks = {"kind": question.kind, "earlier": earlier, "later": later, "question": question}
    save = lambda form: actions.edit_question(  # noqa: E731 - named for `_write`
        viewer=request.viewer,
        activity=activity,
        code=code,
        words=form.words(),
        seen=form.cleaned_data["seen"],
    )
    return _write(request, activity, asks, save)


def _write(
    request: AccordRequest,
    activity: Activity,
    asks: dict[str, Any],
    save: Callable[[QuestionForm], object],
) -> HttpResponse:
    question: AskedQuestion | None = asks.get("question")
    rows = len(question.choice_texts) + 1 if question else FIRST_CHOICES
    asks = {**asks, "space": activity.process.space, "rows": rows}
    mark = _mark(question) if question else ""
    form = QuestionForm(request.POST or None, initial={"seen": mark}, **asks)
    context = _context(activity, question=question, kind=asks["kind"])
    if "more" in request.POST:
        form = QuestionForm(initial=form.as_sent(), **{**asks, "rows": form.rows + 1})
        return show_form(request, "questions/edit.html", form, context)
    done = run_action(request, form, lambda: save(form))
    if done:
        messages.success(request, _("Saved. People see it once you publish the questions."))
        return redirect("questions:list", activity.process.slug, activity.slug)
    if question is not None and isinstance(done.refusal, ChangedMeanwhile):
        theirs = AskedSheet([*asks["earlier"], question])
        context |= {"conflict": done.refusal, "condition": theirs.condition(question)}
        return show_both(request, "questions/edit.html", form, context, mark=mark)
    return show_form(request, "questions/edit.html", form, context)


@login_required
@FORM
def removal(request: AccordRequest, slug: str, activity_slug: str, code: str) -> HttpResponse:
    activity = _find(request, slug, activity_slug)
    sheet, _draft = _working(activity)
    question = _question(sheet, code)
    mark, sent = _mark(question), request.POST if request.method == "POST" else None
    form = SeenForm(sent, initial={"seen": mark})
    done = run_action(
        request,
        form,
        lambda: actions.remove_question(
            viewer=request.viewer, activity=activity, code=code, seen=form.cleaned_data["seen"]
        ),
    )
    if done:
        messages.success(request, _("Removed. People are asked it until you publish."))
        return redirect("questions:list", slug, activity_slug)
    context = _context(activity, question=question)
    if isinstance(done.refusal, ChangedMeanwhile):
        return show_both(request, "questions/removal.html", form, context, mark=mark)
    return show_form(request, "questions/removal.html", form, context)


@login_required
@require_POST
def place(request: AccordRequest, slug: str, activity_slug: str, code: str) -> HttpResponse:
    """One up or down; what depends on another stays after it."""
    activity = _find(request, slug, activity_slug)
    direction = UP if request.POST.get("to") == UP else DOWN
    try:
        actions.move_question(
            viewer=request.viewer,
            activity=activity,
            code=code,
            direction=direction,
            seen=request.POST.get("seen", ""),
        )
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
        return redirect("questions:list", slug, activity_slug)
    # The keyboard goes on where it was, so that a question is moved five places in one go.
    return redirect(f"{reverse('questions:list', args=[slug, activity_slug])}#question-{code}")


def missing_languages(activity: Activity, sheet: AskedSheet) -> list[tuple[str, list[str]]]:
    """Each language of the place in which something isn't there yet, with the questions."""
    found = []
    for language, name in activity.process.space.language_choices:
        labels = [row.label for row in sheet.added if language not in languages_of(row)]
        if labels:
            found.append((name, labels))
    return found


def languages_of(question: AskedQuestion) -> set[str]:
    """Those in which the question and each of its choices are there."""
    if question.row is None:
        return set()
    texts = [question.row.text, *question.choice_texts.values()]
    return set.intersection(*(set(text.plain()) for text in texts))


@login_required
@require_safe
def preview(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """The form as people see it, and the way to publish what is new in it."""
    activity = _find(request, slug, activity_slug)
    sheet, draft = _working(activity)
    form = AnswerForm(sheet=sheet, asking=Asking(policy=activity.identity_policy))
    pages = [
        [form[row.name] for row in form.asked if row.page == number]
        for number in range(1, sheet.pages + 1)
    ]
    context = _context(activity, pages=pages, sheet=sheet, draft=draft)
    context["seen"] = sheet_mark(draft) if draft else ""
    context["missing"] = missing_languages(activity, sheet)
    context["too_much"] = "" if sheet.is_sendable else TOO_MUCH
    return render(request, "questions/preview.html", context)


@login_required
@require_POST
def publication(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    activity = _find(request, slug, activity_slug)
    seen = request.POST.get("seen", "")
    try:
        actions.publish_sheet(viewer=request.viewer, activity=activity, seen=seen)
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
        return redirect("questions:preview", slug, activity_slug)
    messages.success(request, _("Published. Whoever begins now is asked this."))
    return redirect("questions:list", slug, activity_slug)


@login_required
@require_POST
def discard(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    activity = _find(request, slug, activity_slug)
    seen = request.POST.get("seen", "")
    try:
        actions.discard_changes(viewer=request.viewer, activity=activity, seen=seen)
    except Conflict as conflict:
        messages.error(request, str(conflict.message))
    else:
        messages.success(request, _("The questions are as people are asked them now."))
    return redirect("questions:list", slug, activity_slug)


@login_required
@require_safe
def data(
    request: AccordRequest, slug: str, activity_slug: str, ending: str
) -> StreamingHttpResponse:
    """What was shared, with the answers that aren't public."""
    activity = _find(request, slug, activity_slug)
    require(request.viewer, "questions.read_sensitive", activity.process)
    export = activity.type.exports.get(ending)
    if export is None or export.whole is None:
        raise Http404
    return StreamingHttpResponse(
        export.whole(activity),
        content_type=export.content_type,
        headers={
            "Content-Disposition": f'attachment; filename="{slug}-{activity_slug}-whole.{ending}"',
            "Cache-Control": "no-store",
        },
    )


@require_safe
def version(request: AccordRequest, slug: str, activity_slug: str, number: int) -> HttpResponse:
    """What people were asked from a day on; everybody can read it."""
    visible = Sheet.objects.visible_to(request.viewer).select_related(
        "about__as_activity__process__space"
    )
    code = f"{slug}/{activity_slug}/{number}"
    row = get_object_or_404(visible, subject__kind="sheet", subject__code=code)
    activity = activity_of(row)
    sheet = sheet_of(activity, row)
    rows = [{"question": one, "condition": sheet.condition(one)} for one in sheet.questions]
    context = _context(activity, sheet=row, rows=rows, pages=sheet.pages)
    return render(request, "questions/version.html", context)
