"""Sharing an idea in two steps: write, then check and send. The draft is kept on the server."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from accord.activities.ideas.actions import submit_idea
from accord.activities.ideas.forms import IdeaForm, SendForm
from accord.activities.ideas.views.finding import find_activity
from accord.contributions import limits
from accord.contributions.actions import Said, Sent, save_draft
from accord.contributions.forms import WordsField
from accord.contributions.holding import hold, keep_code, kept_code
from accord.contributions.models import Draft
from accord.contributions.views.finding import findable
from accord.contributions.views.receipts import qr_of
from accord.processes.models import Activity

LONGEST_KEPT = 20_000


def _form(request: HttpRequest, activity: Activity, data: object) -> IdeaForm:
    return IdeaForm(
        data,
        policy=activity.identity_policy,
        has_account=request.user.pk is not None,
    )


def _draft(request: HttpRequest, activity: Activity) -> Draft | None:
    key = request.session.get("drafts", {}).get(str(activity.pk))
    return Draft.objects.filter(key=key, activity=activity).first() if key else None


def _save(request: HttpRequest, activity: Activity, form: IdeaForm) -> Draft:
    """Keep what was typed, right or wrong; the key stays in the session."""
    drafts = request.session.get("drafts", {})
    key = drafts.get(str(activity.pk)) or str(uuid.uuid4())
    request.session["drafts"] = {**drafts, str(activity.pk): key}
    typed = {name: form[name].data or "" for name in form.fields}
    data = {
        name: WordsField().to_python(str(value))[:LONGEST_KEPT] for name, value in typed.items()
    }
    return save_draft(person=request.user, activity=activity, key=uuid.UUID(key), data=data)


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Step 1: the question."""
    activity = find_activity(request, activity_id)
    draft = _draft(request, activity)
    if request.method == "GET":
        form = _form(request, activity, None)
        form.initial = draft.data if draft else {}
        status = 200 if activity.is_open else 409
        return _step_one(request, activity, form, draft, status)
    form = _form(request, activity, request.POST)
    is_valid = form.is_valid()
    if limits.is_over(request, "draft", each=300, together=20_000):
        form.add_error(None, _("That were many tries. Wait ten minutes, then try again."))
        return _step_one(request, activity, form, draft, 429)
    draft = _save(request, activity, form)
    if request.POST.get("save") or request.headers.get("HX-Request"):
        return _saved(request, activity, draft)
    if not activity.is_open:
        return _step_one(request, activity, form, draft, 409)
    if not is_valid:
        return _step_one(request, activity, form, draft, 422)
    return redirect("ideas:check", activity.pk)


def _saved(request: HttpRequest, activity: Activity, draft: Draft) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return render(request, "ideas/saved.html", {"draft": draft})
    return redirect("ideas:new", activity.pk)


def _step_one(
    request: HttpRequest, activity: Activity, form: IdeaForm, draft: Draft | None, status: int
) -> HttpResponse:
    context = {"activity": activity, "form": form, "draft": draft}
    return render(request, "ideas/new.html", context, status=status)


@never_cache
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest, activity_id: int) -> HttpResponse:
    """Step 2: check what you wrote, then send."""
    activity = find_activity(request, activity_id)
    if request.method == "POST" and not activity.is_open:
        return _too_late(request, activity)
    draft = _draft(request, activity)
    if draft is None:
        return redirect("ideas:sent" if kept_code(request) else "ideas:new", activity.pk)
    words = _form(request, activity, draft.data)
    if not words.is_valid():
        return _step_one(request, activity, words, draft, 422)
    consent = SendForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and consent.is_valid():
        if limits.is_over(request, "send", each=60, together=5_000):
            consent.add_error(None, _("That were many tries. Wait ten minutes, then try again."))
        else:
            return _send(request, activity, draft, words)
    context = {"activity": activity, "words": words, "form": consent, "draft": draft}
    status = 422 if consent.errors else 200
    return render(request, "ideas/check.html", context, status=status)


def _too_late(request: HttpRequest, activity: Activity) -> HttpResponse:
    draft = _draft(request, activity)
    form = _form(request, activity, None)
    form.initial = draft.data if draft else {}
    return _step_one(request, activity, form, draft, 409)


def _send(request: HttpRequest, activity: Activity, draft: Draft, words: IdeaForm) -> HttpResponse:
    typed = words.cleaned_data
    outcome = submit_idea(
        person=request.user,
        activity=activity,
        said=Said(
            title=typed["title"],
            body=typed["body"],
            language=typed["language"],
            signed_as=typed.get("signed_as", ""),
        ),
        place=typed["place"],
        key=draft.key,
        consent_at=timezone.now(),
    )
    if outcome.is_new:  # a second press must not write over what the first put in the session
        drafts = request.session.get("drafts", {})
        drafts.pop(str(activity.pk), None)
        request.session["drafts"] = drafts
    return _thank(request, activity, outcome)


def _thank(request: HttpRequest, activity: Activity, outcome: Sent) -> HttpResponse:
    """Where nobody may be traced the code is said once, here, and this browser keeps nothing."""
    if activity.is_fully_anonymous:
        context = {"activity": activity, "code": outcome.code, "idea": outcome.contribution}
        context["qr"] = qr_of(outcome.code) if outcome.code else ""
        return render(request, "ideas/sent.html", context)
    if outcome.code and outcome.contribution.receipt:
        hold(request, outcome.contribution.receipt)
        keep_code(request, code=outcome.code, contribution=outcome.contribution)
    return redirect("ideas:sent", activity.pk)


@never_cache
@require_GET
def sent(request: HttpRequest, activity_id: int) -> HttpResponse:
    activity = find_activity(request, activity_id)
    code, pk = kept_code(request) or ("", 0)
    idea = findable(request).filter(pk=pk, activity=activity).first()
    if idea is None:
        return redirect("contributions:receipt")
    context = {"activity": activity, "code": code, "idea": idea, "qr": qr_of(code)}
    return render(request, "ideas/sent.html", context)
