"""The people of the demo, and how anyone on this machine becomes one of them."""

import ipaddress
from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.utils import perform_login
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accord.forum.models import Seat
from accord.organisations.models import Office
from accord.people.models import Letter, Person
from accord.people.views.sign_in import remember_language
from accord.record.models import Assignment
from accord.ui.destination import safe_next

# Whoever has an address here can be anyone's for a click; seeds give their people such addresses.
DOMAIN = "demo.example"

View = Callable[..., HttpResponse]


def on_this_machine_alone(view: View) -> View:
    """Settings refuse to start the demo elsewhere; this holds should something else serve it."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        forwarded = {"HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP"}
        if not _is_loopback(request.META.get("REMOTE_ADDR", "")) or forwarded & set(request.META):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def _is_loopback(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def demo_people() -> Any:
    return (
        Person.objects.filter(email__endswith=f"@{DOMAIN}", erased_at=None)
        .prefetch_related(Prefetch("assignments", Assignment.objects.current().order_by("pk")))
        .order_by("pk")
    )


@never_cache
@require_safe
@on_this_machine_alone
def people(request: HttpRequest) -> HttpResponse:
    rows = [(person, roles_of(person)) for person in demo_people()]
    scopes = {held.scope_id for _, roles in rows for held in roles}
    offices, seats = Office.objects.in_bulk(scopes), Seat.objects.in_bulk(scopes)
    told = [
        (person, [(held, offices.get(held.scope_id), seats.get(held.scope_id)) for held in roles])
        for person, roles in rows
    ]
    return render(request, "demo/people.html", {"people": told})


def roles_of(person: Person) -> list[Assignment]:
    """Each of their roles once, in however many processes they hold it."""
    held = {(row.role, str(row.title)): row for row in person.assignments.all()}
    return list(held.values())


@require_POST
@on_this_machine_alone
def be(request: HttpRequest, person_id: int) -> HttpResponse:
    """Sign in as one of the demo's people, with nothing but a click."""
    person = get_object_or_404(demo_people(), pk=person_id)
    response: Any = perform_login(request, person, redirect_url=safe_next(request) or "/")
    return remember_language(response, person.language)


@never_cache
@require_safe
@on_this_machine_alone
def outbox(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/outbox.html", {"letters": Letter.objects.order_by("-pk")[:50]})
