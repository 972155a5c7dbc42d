"""The files of a thing: adding several at once, and taking one away."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from accord.errors import Conflict
from accord.files.actions import attach_file, remove_file
from accord.files.forms import FilesForm, LogoForm, RemovalForm
from accord.files.models import Attachment, Role
from accord.files.names import has_contact
from accord.files.places import Place, place_named, place_of
from accord.files.proofs import rows, thing_of, was_shown
from accord.files.queries import papers_of
from accord.files.sizes import size_in_words
from accord.files.uploads import takes_files
from accord.record.kinds import find_visible
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import FORM, run_action, show_form
from accord.ui.typed import login_required


@takes_files
@login_required
@FORM
def attachments(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    place = place_named(kind)
    thing = find_visible(kind, code, request.viewer)
    require(request.viewer, place.permission, thing)
    if place.role == Role.LOGO:
        return redirect("files:logo")
    form = FilesForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = FilesForm(request.POST, request.FILES)
        added = add_files(request, thing, form)
        tell(request, added)
        if not form.errors:
            return redirect("files:attachments", kind, code)
    return show_form(request, "files/attachments.html", form, context_of(place, thing))


def context_of(place: Place, thing: Any) -> dict[str, Any]:
    return {
        "place": place,
        "thing": thing,
        "title": place.title(thing),
        "detail": place.detail(thing),
        "back": place.back(thing),
        "files": papers_of(thing.pk),
        "limit": size_in_words(settings.FILE_LIMIT),
    }


def add_files(request: AccordRequest, thing: Any, form: FilesForm) -> int:
    """Each by itself: one that is refused takes no other with it. How many were added."""
    form.is_valid()
    added = 0
    for chosen in list(form.chosen()):
        try:
            made = attach_file(
                viewer=request.viewer,
                thing=thing,
                upload=chosen.upload,
                description=chosen.description,
                language=language_here(request),
            )
        except Conflict as conflict:
            form.refuse(chosen.field, chosen.upload, str(conflict.message))
        else:
            added += 1
            form.forget(chosen.field)
            tell_new_name(request, chosen.upload.name or "", made)
    return added


def language_here(request: AccordRequest) -> str:
    """The language of the page, which the words are most likely in."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def tell(request: AccordRequest, added: int) -> None:
    if added:
        words = ngettext("%(count)d file was added.", "%(count)d files were added.", added)
        messages.success(request, words % {"count": added})


def tell_new_name(request: AccordRequest, given: str, made: Attachment) -> None:
    if has_contact(given):
        words = _(
            "Everybody can read a file’s name. We left out what looks like a phone number or an "
            "e-mail address: the name is “%(name)s” now."
        )
        messages.info(request, words % {"name": made.name})


@login_required
@FORM
def removal(request: AccordRequest, code: str) -> HttpResponse:
    found = find_attachment(request, code)
    place, thing = place_of(found.about), thing_of(found)
    require(request.viewer, place.permission, thing)
    is_public = was_shown(found)
    form = RemovalForm(request.POST if request.method == "POST" else None, is_public=is_public)
    if run_action(
        request,
        form,
        lambda: remove_file(
            viewer=request.viewer, attachment=found, reason=form.cleaned_data.get("reason", "")
        ),
    ):
        messages.success(request, _("“%(name)s” is taken away.") % {"name": found.name})
        return redirect("files:attachments", found.about.kind, found.about.code)
    context = {"file": found, "is_public": is_public, **context_of(place, thing)}
    return show_form(request, "files/removal.html", form, context)


def find_attachment(request: AccordRequest, code: str) -> Attachment:
    """A file that is there, of a thing that the viewer sees. The logo has a page of its own."""
    shown = rows().visible_to(request.viewer).shown().exclude(role=Role.LOGO)
    found: Attachment = get_object_or_404(shown, subject__code=code, subject__kind="file")
    return found


@takes_files
@login_required
@FORM
def logo(request: AccordRequest) -> HttpResponse:
    space = request.space
    require(request.viewer, "spaces.administer", space)
    current = Attachment.objects.filter(about=space.pk, role=Role.LOGO, removed_at=None)
    shown = current.select_related("file").first()
    if request.method == "POST" and "remove" in request.POST:
        return remove_logo(request, shown)
    form = LogoForm(request.POST, request.FILES) if request.method == "POST" else LogoForm()
    if form.is_bound and form.is_valid():
        try:
            attach_file(
                viewer=request.viewer,
                thing=space,
                upload=form.cleaned_data["logo"],
                description="",
                language=language_here(request),
            )
        except Conflict as conflict:
            form.refuse(conflict)
        else:
            messages.success(request, _("The logo stands at the top of every page now."))
            return redirect("files:logo")
    return show_form(request, "files/logo.html", form, {"logo": shown})


def remove_logo(request: AccordRequest, shown: Attachment | None) -> HttpResponse:
    if shown is not None:
        remove_file(viewer=request.viewer, attachment=shown)
        messages.success(request, _("The logo is taken away. The mark stands there again."))
    return redirect("files:logo")
