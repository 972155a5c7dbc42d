"""Reporting progress: the periods of a plan, and each side's report on a milestone."""

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from accord.errors import ChangedMeanwhile, Conflict
from accord.organisations.models import Side
from accord.organisations.roles import OFFICE_ROLES
from accord.plans import actions
from accord.plans.actions.reports import PERMISSIONS, shown_text
from accord.plans.forms import EVIDENCE_ROWS, PeriodForm, ReportForm
from accord.plans.forms.reports import QUESTIONS
from accord.plans.lookups import find_milestone, find_plan
from accord.plans.models import ActionPlan, Lead, ProgressUpdate
from accord.plans.progress import CommitmentRow, plan_progress, status_word
from accord.plans.reports import ReportLine, most_urgent_first
from accord.plans.rules import civil_seat
from accord.plans.sections import report_mark
from accord.record.rules import require
from accord.record.viewer import AccordRequest, Viewer
from accord.ui.forms import FORM, run_action, show_both, show_form
from accord.ui.typed import login_required


@login_required
@FORM
def periods(request: AccordRequest, slug: str) -> HttpResponse:
    plan = find_plan(request, slug)
    require(request.viewer, "plans.open_period", plan)
    form = PeriodForm(request.POST or None, space=plan.space)
    context = {"plan": plan, "periods": list(plan.periods.all())}
    open_period = partial(actions.open_period, viewer=request.viewer, plan=plan)
    if not run_action(request, form, lambda: open_period(**form.cleaned_data), field="code"):
        return show_form(request, "plans/periods.html", form, context)
    return redirect("plans:periods", slug)


@login_required
@require_safe
def reports(request: AccordRequest, slug: str) -> HttpResponse:
    """What I may report on: my office's milestones, or all for a seat of civil society."""
    plan = find_plan(request, slug)
    rows, side = my_rows(request.viewer, plan)
    periods = list(plan.periods.all())
    own = ProgressUpdate.objects.filter(milestone__commitment__plan=plan, side=side)
    done = {(one.milestone_id, one.period_id): one for one in own}
    lines = [
        ReportLine(row.commitment, one, period, done.get((one.milestone.pk, period.pk)))
        for period in periods
        for row in rows
        for one in row.milestones
    ]
    context = {"plan": plan, "lines": most_urgent_first(lines), "side": side, "periods": periods}
    return render(request, "plans/reports.html", context)


def my_rows(viewer: Viewer, plan: ActionPlan) -> tuple[list[CommitmentRow], str]:
    rows = plan_progress(plan).promises
    if civil_seat(viewer, plan) is not None:
        return rows, Side.CIVIL_SOCIETY.value
    offices = viewer.scopes_of_role(*OFFICE_ROLES)
    leads = Lead.objects.filter(milestone__commitment__plan=plan, is_first=True)
    leading = dict(leads.exclude(office=None).values_list("milestone_id", "office_id"))
    mine = []
    for row in rows:
        above = row.lead.office_id if row.lead else None
        own = [one for one in row.milestones if leading.get(one.milestone.pk, above) in offices]
        if own:
            mine.append(CommitmentRow(row.commitment, row.version, row.lead, own, row.standing))
    return mine, Side.GOVERNMENT.value


@login_required
@FORM
def report(
    request: AccordRequest, slug: str, code: str, milestone: str, period: str, side: str
) -> HttpResponse:
    found = find_milestone(request, slug, code, milestone)
    plan = found.commitment.plan
    side = side.replace("-", "_")
    if side not in PERMISSIONS:
        raise Http404
    when = get_object_or_404(plan.periods, code=period)
    require(request.viewer, PERMISSIONS[side], found)
    reported = found.updates.filter(period=when, side=side)
    update = reported.prefetch_related("evidence").first()
    if update is not None and update.published_at is not None and request.method != "POST":
        return redirect(found)
    if found.commitment.withdrawn_at is not None and request.method != "POST":
        raise Conflict(_("This commitment is withdrawn. Nothing more is reported on it."))
    mark, typed = report_mark(update), as_typed(update)
    form = ReportForm(
        request.POST or None,
        milestone=found,
        space=plan.space,
        rows=max(EVIDENCE_ROWS, len(update.evidence.all()) + 1 if update else 0),
        is_draft=request.method == "POST" and "publish" not in request.POST,
        initial={"seen": mark, **typed},
    )
    context: dict[str, Any] = {"plan": plan, "commitment": found.commitment, "milestone": found}
    context |= {"period": when, "side": side, "text": shown_text(found)}
    if "more" in request.POST:
        form = ReportForm(
            initial=form.as_sent(), milestone=found, space=plan.space, rows=form.rows + 1
        )
        return show_form(request, "plans/report.html", form, context)
    done = run_action(
        request,
        form,
        lambda: actions.report_progress(
            viewer=request.viewer,
            milestone=found,
            period=when,
            side=side,
            words=form.words(),
            publish="publish" in request.POST,
            seen=form.cleaned_data["seen"],
        ),
    )
    if not done and isinstance(done.refusal, ChangedMeanwhile):
        their_status = status_word(plan, update.status) if update and update.status else ""
        context |= {"conflict": done.refusal, "theirs": update, "their_status": their_status}
        return show_both(request, "plans/report.html", form, context, mark=mark)
    if not done:
        return show_form(request, "plans/report.html", form, context)
    tell(request, done.result)
    return redirect(found) if "publish" in request.POST else redirect("plans:reports", slug)


def tell(request: AccordRequest, update: ProgressUpdate) -> None:
    """What became of the report, and the way to its evidence files."""
    said = _("Your report is published.") if update.published_at else _("Your draft is kept.")
    files = reverse("files:attachments", args=["progress", update.subject.code])
    link = format_html('<a href="{}">{}</a>', files, _("Add evidence files"))
    messages.success(request, format_html("{} {}", said, link))


def as_typed(update: ProgressUpdate | None) -> dict[str, object]:
    """A draft as it was left."""
    if update is None:
        return {}
    typed: dict[str, object] = {
        question.code: getattr(update, question.stored_as) for question in QUESTIONS
    }
    for number, one in enumerate(sorted(update.evidence.all(), key=lambda each: each.pk), 1):
        typed |= {f"evidence-{number}-url": one.url, f"evidence-{number}-title": one.title}
    return typed
