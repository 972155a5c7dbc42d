"""Putting somebody's words into another language."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accord.contributions import actions
from accord.contributions.forms import TranslationForm
from accord.contributions.models import Contribution
from accord.contributions.views.finders import find_words, page_of
from accord.record.rules import require
from accord.record.viewer import AccordRequest
from accord.ui.forms import run_action, show_form
from accord.ui.typed import login_required


@login_required
@require_http_methods(["GET", "POST"])
def translation(request: AccordRequest, kind: str, code: str) -> HttpResponse:
    words = find_words(request, kind, code)
    require(request.viewer, "contributions.translate", words)
    form = TranslationForm(
        request.POST or None,
        own_language=words.language,
        has_title=bool(words.title),
        initial=_begun(words, request.LANGUAGE_CODE),
    )
    done = run_action(request, form, lambda: _translate(request, words, form))
    if done:
        said = _("Readers of that language can open the translation on its page.")
        messages.success(request, said)
        return redirect(page_of(words))
    if done.refusal:
        words.refresh_from_db(fields=["revision", "title", "body"])
        return _show(request, words, form, words.revision)
    return _show(request, words, form, form["revision"].value())


@require_POST
def removal(request: AccordRequest, kind: str, code: str, language: str) -> HttpResponse:
    """By who made it, whose words they are, or who moderates."""
    words = find_words(request, kind, code)
    translation = get_object_or_404(words.translations, language=language)
    actions.remove_translation(viewer=request.viewer, translation=translation)
    messages.info(request, _("The translation is taken away."))
    return redirect(page_of(words))


def _translate(request: AccordRequest, words: Contribution, form: TranslationForm) -> None:
    actions.translate_words(
        viewer=request.viewer,
        contribution=words,
        language=form.cleaned_data["language"],
        title=form.cleaned_data.get("title", ""),
        body=form.cleaned_data["body"],
        revision=form.cleaned_data["revision"],
    )


def _show(
    request: AccordRequest,
    words: Contribution,
    form: TranslationForm,
    revision: object,
) -> HttpResponse:
    """The words as they stand, and what is typed; `revision` is the one the translator reads."""
    context = {"contribution": words, "back": page_of(words), "revision": revision}
    return show_form(request, "contributions/translation.html", form, context)


def _begun(words: Contribution, language: str) -> dict[str, object]:
    """What there is in the translator's language, to go on from."""
    if language == words.language:
        return {"revision": words.revision}
    found = words.translations.filter(language=language).first()
    written = {"title": found.title, "body": found.body} if found else {}
    return {"language": language, "revision": words.revision, **written}
