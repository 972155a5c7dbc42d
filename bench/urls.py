"""The site's own addresses, and one view that does nothing, to measure against."""

from django.http import HttpRequest, HttpResponse
from django.urls import path

from accord.config.urls import handler403, handler404, handler500
from accord.config.urls import urlpatterns as site

__all__ = ["handler403", "handler404", "handler500", "urlpatterns"]


def empty(request: HttpRequest) -> HttpResponse:
    return HttpResponse("")


urlpatterns = [path("bench-empty/", empty), *site]
