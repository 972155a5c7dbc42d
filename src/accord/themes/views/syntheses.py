from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accord.contributions.discussion import discussion_of, discussion_page
from accord.processes.views.finders import find_process
from accord.record.rules import may, require
from accord.record.viewer import AccordRequest
from accord.themes.actions import (
    add_paragraph,
    create_synthesis,
    edit_paragraph,
    publish_synthesis,
)
from accord.themes.forms import ParagraphForm, SynthesisForm
from accord.themes.models import Paragraph, Synthesis
from accord.ui import panels
from accord.ui.forms import run_action, show_form
from accord.ui.typed import login_required


def find_synthesis(request: AccordRequest, slug: str, number: int) -> Synthesis:
    found = Synthesis.objects.visible_to(request.viewer).select_related("process__space")
    return get_object_or_404(found, process__slug=slug, number=number)


@require_safe
def synthesis_detail(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    synthesis = find_synthesis(request, slug, number)
    paragraphs = list(synthesis.paragraphs.select_related("subject__discussion", "theme__process"))
    asked = request.GET.get("talk", "")
    talked = next((row for row in paragraphs if discussion_of(row) and row.code == asked), None)
    return render(
        request,
        "themes/synthesis.html",
        {
            "process": synthesis.process,
            "synthesis": synthesis,
            "rows": paragraphs,
            "panel_rows": {
                place: panels.fill(place, paragraphs, request.viewer)
                for place in ("themes.paragraph.after", "themes.paragraph.acts")
            },
            "talked": talked,
            "talk": discussion_page(request, discussion=discussion_of(talked)) if talked else None,
            "may_theme": may(request.viewer, "themes.sort", synthesis.process),
        },
    )


@login_required
@require_http_methods(["GET", "POST"])
def synthesis_new(request: AccordRequest, slug: str) -> HttpResponse:
    """Begin what we heard with a paragraph from each published theme."""
    process = find_process(request, slug)
    require(request.viewer, "themes.sort", process)
    form = SynthesisForm(request.POST or None, space=process.space)
    themes = process.themes.roots().filter(published_at__isnull=False)
    create = partial(create_synthesis, viewer=request.viewer, process=process)
    done = run_action(request, form, lambda: create(themes=list(themes), **form.cleaned_data))
    if done:
        return redirect(done.result)
    context = {"process": process, "heading": _("Write what we heard")}
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_http_methods(["GET", "POST"])
def paragraph_edit(request: AccordRequest, slug: str, number: int, code: str = "") -> HttpResponse:
    synthesis = find_synthesis(request, slug, number)
    require(request.viewer, "themes.sort", synthesis.process)
    paragraph = get_object_or_404(Paragraph, synthesis=synthesis, code=code) if code else None
    initial = {"section": paragraph.section, "heard": paragraph.heard} if paragraph else None
    form = ParagraphForm(request.POST or None, initial=initial, space=synthesis.process.space)
    save = (
        partial(edit_paragraph, paragraph=paragraph)
        if paragraph
        else partial(add_paragraph, synthesis=synthesis)
    )
    if run_action(request, form, lambda: save(viewer=request.viewer, **form.cleaned_data)):
        return redirect(synthesis)
    context = {
        "process": synthesis.process,
        "heading": _("A paragraph of what we heard"),
    }
    return show_form(request, "themes/form.html", form, context)


@login_required
@require_POST
def synthesis_publication(request: AccordRequest, slug: str, number: int) -> HttpResponse:
    synthesis = find_synthesis(request, slug, number)
    publish_synthesis(viewer=request.viewer, synthesis=synthesis)
    messages.success(request, _("What we heard is public. People can comment on each paragraph."))
    return redirect(synthesis)
