from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from accord.spaces.models import Space


class SpaceMiddleware:
    """Finds the space by the host. A default space at any host exists in the demo alone."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.space = find_space(request.get_host())  # type: ignore[attr-defined]
        return self.get_response(request)


def find_space(host: str) -> Space | None:
    name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
    spaces = Space.objects.filter(hosts__host=name.lower().rstrip("."))
    return spaces.first() or (Space.objects.filter(is_default=True).first())
