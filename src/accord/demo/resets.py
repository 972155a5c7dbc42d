"""Beginning the demo anew."""

import subprocess
import sys

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accord.demo.people import on_this_machine_alone

SECONDS = 30


@never_cache
@require_http_methods(["GET", "POST"])
@on_this_machine_alone
def reset(request: HttpRequest) -> HttpResponse:
    """Ask first; then tell the story in a process of its own, since it turns back the clock."""
    if request.method == "GET":
        return render(request, "demo/reset.html", {"seconds": SECONDS})
    logout(request)
    command = [sys.executable, "-m", "accord", "demo", "seed", "--reset"]
    subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - nothing typed is in it
    return redirect("spaces:home")
