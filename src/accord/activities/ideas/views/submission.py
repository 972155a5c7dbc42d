"""Sharing an idea: write, on a page or several, then check and send. The server keeps the draft.

Both pages carry the draft's key and the words they show: what is sent is what was read on the
page, whatever another page or a dying process did to the draft meanwhile.
"""

import datetime as dt
import uuid
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.activities.ideas.actions import submit_idea
from accord.activities.ideas.views.finders import find_activity
from accord.contributions import limits
from accord.contributions.actions import ContributionInput, SubmissionResult, Writing, save_draft
from accord.contributions.forms import DraftForm, sealed_sheet
from accord.contributions.models import Draft
from accord.contributions.retention import DAYS
from accord.contributions.session_receipts import (
    drop_sent_drafts,
    hold,
    keep_code,
    keep_draft,
    kept_code,
    kept_codes,
    own_drafts,
)
from accord.contributions.views.finders import findable
from accord.contributions.views.receipts import qr_of
from accord.people.limits import refuse_over
from accord.processes.models import Activity
from accord.questions.forms import AnswerForm
from accord.questions.forms.answers import from_draft
from accord.questions.registry import Asking
from accord.questions.sheets import AskedSheet, current_sheet, sheet_numbered, sheet_of
from accord.record.viewer import AccordRequest
from accord.ui.forms import is_sent_right, refuse, run_action, show_form
from accord.ui.numbers import as_number
from accord.ui.words import clean_words

LONGEST_KEPT = 20_000
MOST_DRAFTS = 100


def _asking(request: AccordRequest, activity: Activity) -> Asking:
    return Asking(policy=activity.identity_policy, has_account=request.viewer.pk is not None)


def _form(
    request: AccordRequest,
    activity: Activity,
    sheet: AskedSheet,
    data: object,
    page: int | None = None,
) -> AnswerForm:
    return AnswerForm(data, sheet=sheet, asking=_asking(request, activity), page=page)


def _kept(
    request: AccordRequest, activity: Activity, draft: Draft, page: int | None = None
) -> AnswerForm:
    """What a draft holds, checked as if it had just been typed, under the version it began with."""
    sheet, asking = sheet_of(activity, draft.sheet), _asking(request, activity)
    return from_draft(draft.data, sheet=sheet, asking=asking, page=page)


def _sheet_shown(request: AccordRequest, activity: Activity, shown: DraftForm) -> AskedSheet:
    """The version that the page shows, while drafts of it live; else what is asked now."""
    number, since = shown.sheet_number(), request.viewer.now - dt.timedelta(days=DAYS)
    found = None if number is None else sheet_numbered(activity, number, since=since)
    return found or current_sheet(activity)


def _step(sheet: AskedSheet, typed: str) -> int:
    return min(max(as_number(typed) or 1, 1), sheet.pages)


def _drafts(request: AccordRequest, activity: Activity) -> tuple[Draft | None, list[Draft]]:
    """The draft that the address names, else the newest; and the others of this person.

    One that is named and isn't there any more was sent: another never stands in its place.
    """
    own = own_drafts(request, activity)
    wanted = request.GET.get("draft", "")
    draft = own.filter(pk=as_number(wanted) or 0).first() if wanted else own.first()
    found = own[:MOST_DRAFTS]
    return draft, [other for other in found if other != draft]


def _save(request: AccordRequest, activity: Activity, form: AnswerForm, writing: Writing) -> Draft:
    """Keep what was typed, right or wrong; the browser remembers which draft it is."""
    data = {name: clean_words(value)[:LONGEST_KEPT] for name, value in form.typed().items()}
    draft = save_draft(
        viewer=request.viewer,
        activity=activity,
        writing=writing,
        data=data,
        sheet=form.sheet.row,
    )
    keep_draft(request, draft)
    return draft


def _address(name: str, activity: Activity, **named: object) -> str:
    return f"{activity.type.address(name, activity)}?{urlencode(named)}"


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """The questions, a page at a time."""
    activity = find_activity(request, slug, activity_slug)
    if request.method == "GET":
        return _first_look(request, activity)
    shown = DraftForm(request.POST)
    sheet, writing = _sheet_shown(request, activity, shown), shown.writing()
    step = _step(sheet, request.POST.get("step", ""))
    form = _form(request, activity, sheet, request.POST, step)
    if refuse_over(request, form, limits.DRAFTS):
        return _step_one(request, activity, form, writing)
    draft = _save(request, activity, form, writing)
    writing = Writing(draft.key, writing.page, draft.revision)
    if request.POST.get("save") or request.headers.get("HX-Request"):
        return _saved(request, activity, draft, writing, form)
    if request.POST.get("back"):
        return redirect(_address("new", activity, draft=draft.pk, step=max(step - 1, 1)))
    if not activity.is_open:
        refuse(form, _("This isn’t open now. What you wrote is kept."))
    if form.errors:
        return _step_one(request, activity, form, writing, draft)
    if step < sheet.pages:
        return redirect(_address("new", activity, draft=draft.pk, step=step + 1))
    return redirect(_address("check", activity, draft=draft.pk))


def _first_look(request: AccordRequest, activity: Activity) -> HttpResponse:
    """An empty page, or the draft that waits; `?new` begins another beside it."""
    draft, others = _drafts(request, activity)
    if draft and "new" in request.GET:
        others = [draft, *others]
        draft = None
    sheet = sheet_of(activity, draft.sheet) if draft else current_sheet(activity)
    form = AnswerForm(
        sheet=sheet,
        asking=_asking(request, activity),
        page=_step(sheet, request.GET.get("step", "")) if activity.is_open else None,
        draft=draft.data if draft else {},
    )
    key, revision = (draft.key, draft.revision) if draft else (uuid.uuid4(), 0)
    writing = Writing(key, uuid.uuid4(), revision)
    return _step_one(request, activity, form, writing, draft, others)


def _saved(
    request: AccordRequest, activity: Activity, draft: Draft, writing: Writing, form: AnswerForm
) -> HttpResponse:
    named = {"draft": draft.pk} | ({"step": form.page} if form.page and form.page > 1 else {})
    if request.headers.get("HX-Request"):
        context = {"draft": draft, "writing": _hidden(writing, form)}
        response = render(request, "ideas/saved.html", context)
        # So that loading the page anew, or in another language, finds what was saved.
        response["HX-Replace-Url"] = _address("new", activity, **named)
        return response
    return redirect(_address("new", activity, **named))


def _hidden(writing: Writing, form: AnswerForm) -> DraftForm:
    seen = {"draft": writing.key, "page": writing.page, "revision": writing.revision}
    return DraftForm(initial={**seen, "sheet": sealed_sheet(writing.key, form.sheet.number)})


def _step_one(
    request: AccordRequest,
    activity: Activity,
    form: AnswerForm,
    writing: Writing,
    draft: Draft | None = None,
    others: list[Draft] | None = None,
) -> HttpResponse:
    context = {
        "activity": activity,
        "step": form.page or 1,
        "steps": form.sheet.pages + 1,
        "writing": _hidden(writing, form),
        "draft": draft,
        "others": others or [],
    }
    return show_form(request, "ideas/new.html", form, context)


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    """Step 2: check what you wrote, then send exactly that."""
    activity = find_activity(request, slug, activity_slug)
    if request.method == "GET":
        return _look_again(request, activity)
    shown = DraftForm(request.POST)
    sheet, writing = _sheet_shown(request, activity, shown), shown.writing()
    words = _form(request, activity, sheet, request.POST)
    if not is_sent_right(request, words):
        words = _form(request, activity, sheet, request.POST, words.first_page_in_error)
        return _step_one(request, activity, words, writing)
    consent = _consent(request, words, request.POST)
    if is_sent_right(request, consent) and not refuse_over(request, consent, limits.SENDING):
        return _send(request, activity, writing, words)
    return _step_two(request, activity, words, writing, consent)


def _consent(request: AccordRequest, words: AnswerForm, data: object = None) -> AnswerForm:
    """What is asked on the page on which people check what they wrote."""
    return AnswerForm(data, sheet=words.sheet, asking=words.asking, at_check=True)


def _look_again(request: AccordRequest, activity: Activity) -> HttpResponse:
    draft, _others = _drafts(request, activity)
    if draft is None:
        return redirect("contributions:receipt" if kept_codes(request) else _new(activity))
    words = _kept(request, activity, draft)
    writing = Writing(draft.key, uuid.uuid4(), draft.revision)
    if words.errors:
        words = _kept(request, activity, draft, words.first_page_in_error)
        return _step_one(request, activity, words, writing, draft)
    return _step_two(request, activity, words, writing, _consent(request, words))


def _new(activity: Activity) -> str:
    return activity.type.address("new", activity)


def _step_two(
    request: AccordRequest,
    activity: Activity,
    words: AnswerForm,
    writing: Writing,
    consent: AnswerForm,
) -> HttpResponse:
    draft = own_drafts(request, activity).filter(key=writing.key).first()
    context = {
        "activity": activity,
        "words": words,
        "step": words.sheet.pages + 1,
        "steps": words.sheet.pages + 1,
        "writing": _hidden(writing, words),
        "draft": draft,
    }
    return show_form(request, "ideas/check.html", consent, context)


def _send(
    request: AccordRequest, activity: Activity, writing: Writing, words: AnswerForm
) -> HttpResponse:
    said = ContributionInput(
        title=words.stored("title"),
        body=words.stored("body"),
        language=words.stored("language"),
        signed_as=words.stored("signed_as"),
        sheet=words.sheet.row,
        answers=words.given(),
    )
    done = run_action(
        request,
        words,
        lambda: submit_idea(
            viewer=request.viewer,
            activity=activity,
            said=said,
            place=words.stored("idea.place"),
            key=writing.key,
            draft_revision=writing.revision,
            consent_at=timezone.now(),
        ),
    )
    if not done:  # it closed meanwhile: the page says when, above the words
        return _step_one(request, activity, words, writing)
    drop_sent_drafts(request)
    return _thank(request, activity, done.result)


def _thank(request: AccordRequest, activity: Activity, outcome: SubmissionResult) -> HttpResponse:
    """Where nobody may be traced the code is said here, and this browser keeps nothing."""
    if activity.is_fully_anonymous:
        context = {"activity": activity, "code": outcome.code, "idea": outcome.contribution}
        context["qr"] = qr_of(outcome.code) if outcome.code else ""
        return render(request, "ideas/sent.html", context)
    if outcome.code and outcome.contribution.receipt:
        hold(request, outcome.contribution.receipt)
        keep_code(request, code=outcome.code, contribution=outcome.contribution)
    return redirect(_address("sent", activity, idea=outcome.contribution.subject.code))


@never_cache
@require_GET
def sent(request: AccordRequest, slug: str, activity_slug: str) -> HttpResponse:
    activity = find_activity(request, slug, activity_slug)
    kept = kept_code(request, request.GET.get("idea", ""))
    idea = findable(request).filter(pk=kept.contribution if kept else 0, activity=activity).first()
    if kept is None or idea is None:
        return redirect("contributions:receipt")
    context = {"activity": activity, "code": kept.code, "idea": idea, "qr": qr_of(kept.code)}
    context["is_in_account"] = request.viewer.pk is not None and idea.author_id == request.viewer.pk
    return render(request, "ideas/sent.html", context)
