"""Putting somebody's words into another language."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accord.contributions import actions
from accord.contributions.forms import TranslationForm
from accord.contributions.models import Contribution
from accord.contributions.views.finders import find_words, page_of
from accord.record.rules import require
from accord.record.viewer import AccordRequest


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
    if request.method == "POST" and form.is_valid():
        actions.translate_words(
            viewer=request.viewer,
            contribution=words,
            language=form.cleaned_data["language"],
            title=form.cleaned_data.get("title", ""),
            body=form.cleaned_data["body"],
        )
        messages.success(request, _("The translation is shown to those who read that language."))
        return redirect(page_of(words))
    context = {"form": form, "contribution": words, "back": page_of(words)}
    status = 422 if form.errors else 200
    return render(request, "contributions/translation.html", context, status=status)


def _begun(words: Contribution, language: str) -> dict[str, str]:
    """What there is in the translator's language, to go on from."""
    if language == words.language:
        return {}
    found = words.translations.filter(language=language).first()
    written = {"title": found.title, "body": found.body} if found else {}
    return {"language": language, **written}
