"""Where each part of the site begins. Each app names its own pages below its place."""

from django.apps import apps
from django.urls import include, path

from accord.processes.registry import activity_types

urlpatterns = [
    path("", include("accord.ui.urls")),
    path("", include("accord.people.urls")),
    path("", include("accord.spaces.urls")),
    path("log/", include("accord.record.urls")),
    path("", include("accord.forum.urls")),
    path("", include("accord.processes.urls")),
    path("", include("accord.contributions.urls")),
    path("", include("accord.plans.urls")),
    path("", include("accord.themes.urls")),
    path("", include("accord.answers.urls")),
    path("", include("accord.thread.urls")),
    *[
        path(
            f"processes/<slug:slug>/{entry.key.replace('_', '-')}/<slug:activity_slug>/",
            include(f"{entry.package}.urls"),
        )
        for entry in activity_types()
    ],
    path("", include("accord.interchange.urls")),
]
if apps.is_installed("accord.demo"):
    urlpatterns.insert(0, path("", include("accord.demo.urls")))

handler400 = "accord.ui.views.bad_request"
handler403 = "accord.ui.views.forbidden"
handler404 = "accord.ui.views.not_found"
handler500 = "accord.ui.views.failed"
