"""The story in eight steps: each signs you in as somebody and brings you to the right page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from accord.demo.people import DOMAIN, demo_people, on_this_machine_alone
from accord.demo.seed import KEY
from accord.demo.third_plan import STORY_CODE
from accord.forum.models import Decision
from accord.people.views.sign_in import remember_language
from accord.processes.models import Activity
from accord.record.viewer import AccordRequest

Where = Callable[[], str]


@dataclass(frozen=True)
class Step:
    number: int
    title: "str | Promise"
    look: "str | Promise"
    person: str  # nobody: signed out
    where: Where
    code: str = ""

    @property
    def previous(self) -> int:
        return self.number - 1

    @property
    def next(self) -> int:
        return self.number + 1


def _open_call() -> str:
    call = Activity.objects.get(process__slug="fourth-plan", identity_policy="pseudonym")
    return call.type.address("new", call)


def _first_decision() -> str:
    return Decision.objects.get(subject__code="third-plan/1").get_absolute_url()


STEPS = [
    Step(
        1,
        _("You have an old phone and an idea"),
        _("This form is light and needs no account. Write something, or go on: nobody sends it."),
        "",
        _open_call,
    ),
    Step(
        2,
        _("You are the rapporteur"),
        _("Thirty people said much the same about water. You put their words side by side."),
        "ines",
        lambda: reverse("themes:detail", args=["third-plan", 1]),
    ),
    Step(
        3,
        _("You sit in the forum"),
        _("Both sides agreed, and one seat of civil society did not. Its reason stands here too."),
        "seat5",
        _first_decision,
    ),
    Step(
        4,
        _("You are the ministry"),
        _("Your office owes answers by a day that everybody can see. This is your list."),
        "celia",
        lambda: reverse("answers:office", args=["health"]),
    ),
    Step(
        5,
        _("You write the promise"),
        _("Two versions of one promise: the new words are what people asked for."),
        "hugo",
        lambda: reverse("plans:compare", args=["third-plan", "4"]),
    ),
    Step(
        6,
        _("You report, and society reports too"),
        _("Your office counted 78 schools, civil society found 51. Both stand here."),
        "bruno",
        lambda: reverse("plans:milestone", args=["third-plan", "4", "m2"]),
    ),
    Step(
        7,
        _("You type your receipt code"),
        _("No account, only this code. Type it to read what became of your idea about the wells."),
        "",
        lambda: reverse("contributions:receipt"),
        STORY_CODE,
    ),
    Step(
        8,
        _("You are the assessor and check the record"),
        _("Everything published is in this log, in order. Anyone can check that nothing changed."),
        "leila",
        lambda: reverse("record:log"),
    ),
]
SESSION_KEY = "story"


def on_home(spaces: Sequence[Any], viewer: Any) -> dict[Any, dict[str, Any]]:
    return {space.pk: {"steps": STEPS} for space in spaces if space.key == KEY}


def on_top(spaces: Sequence[Any], viewer: Any) -> dict[Any, dict[str, Any]]:
    """The bar; its template shows the step that the session is at."""
    return {space.pk: {"steps": STEPS, "count": len(STEPS)} for space in spaces if space.key == KEY}


@require_POST
@on_this_machine_alone
def step(request: AccordRequest, number: int) -> HttpResponse:
    """Become who the step is about, and go where it happens."""
    if not 1 <= number <= len(STEPS):
        raise Http404
    wanted = STEPS[number - 1]
    # The step is in the address too: a page kept by the browser must not lack its bar.
    target = f"{wanted.where()}?story={number}"
    if request.user.is_authenticated:
        logout(request)
    response: Any = redirect(target)
    if wanted.person:
        person = get_object_or_404(demo_people(), email=f"{wanted.person}@{DOMAIN}")
        response = perform_login(request, person, redirect_url=target)
    request.session[SESSION_KEY] = number
    return remember_language(response, request.LANGUAGE_CODE)


@require_POST
@on_this_machine_alone
def end(request: AccordRequest) -> HttpResponse:
    logout(request)
    return redirect("spaces:home")
