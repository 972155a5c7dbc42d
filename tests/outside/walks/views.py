from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_GET, require_http_methods

from accord.contributions.actions import ContributionInput, submit
from accord.contributions.models import Contribution
from accord.processes.models import Activity
from accord.record.freshness import check_freshness
from accord.record.viewer import AccordRequest
from accord.ui.freshness import kept_fresh
from walks.forms import SightingForm


def find_walk(request: AccordRequest, slug, activity_slug):
    visible = Activity.objects.visible_to(request.viewer).for_page()
    return get_object_or_404(visible, subject__code=f"{slug}/{activity_slug}", type_key="walks")


@require_GET
@kept_fresh
def walk_list(request, slug, activity_slug):
    activity = find_walk(request, slug, activity_slug)
    check_freshness(request, activity, moments=activity.moments)
    shown = Contribution.objects.shown().for_list().filter(activity=activity, kind="sighting")
    context = {"activity": activity, "sightings": shown.order_by("-pk")[:20]}
    return render(request, "walks/list.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new(request, slug, activity_slug):
    activity = find_walk(request, slug, activity_slug)
    form = SightingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed, language = form.cleaned_data, (get_language() or "en").split("-")[0]
        said = ContributionInput(title=typed["title"], body=typed["body"], language=language)
        sent = submit(
            viewer=request.viewer, activity=activity, kind="sighting", said=said, key=typed["key"]
        )
        return redirect(sent.contribution)
    context = {"activity": activity, "form": form}
    return render(request, "walks/new.html", context, status=422 if form.is_bound else 200)
