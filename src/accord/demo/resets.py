"""Beginning the demo anew."""

import fcntl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.config.cli import ACCORD
from accord.demo.people import on_this_machine_alone
from accord.errors import Conflict

SECONDS = 30


@never_cache
@require_http_methods(["GET", "POST"])
@on_this_machine_alone
def reset(request: HttpRequest) -> HttpResponse:
    """Ask first; then tell the story in a process of its own, since it turns back the clock."""
    if request.method == "GET":
        return render(request, "demo/reset.html", {"seconds": SECONDS})
    with one_at_a_time():
        logout(request)
        tell_anew()
    return redirect("spaces:home")


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Whoever comes second is told so; a process that dies lets go of the file by itself."""
    settings.DATA.mkdir(parents=True, exist_ok=True)
    with (settings.DATA / "reset.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Conflict(
                _("Somebody is beginning the demo anew just now. Wait half a minute, then look.")
            ) from None
        yield


def tell_anew() -> None:
    command = [*ACCORD, "demo", "seed", "--reset"]
    told = subprocess.run(  # noqa: S603 - nothing typed is in it
        command, check=False, capture_output=True, text=True
    )
    if told.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {told.returncode}: {told.stderr}")
