"""Where each part of the site begins. Each app names its own pages below its place."""

from collections.abc import Iterator

from django.apps import AppConfig, apps
from django.conf import settings
from django.urls import URLResolver, include, path
from django.utils.module_loading import module_has_submodule

from accord.processes.registry import activity_types


def pages_of_extra_apps() -> Iterator[URLResolver]:
    """Of parts that live in packages of their own; an activity type has its place already."""
    extra = {AppConfig.create(entry).name for entry in settings.EXTRA_APPS}
    placed = {entry.package for entry in activity_types()}
    for app in apps.get_app_configs():
        is_to_place = app.name in extra - placed and app.module is not None
        if is_to_place and module_has_submodule(app.module, "urls"):
            yield path("", include(f"{app.name}.urls"))


urlpatterns = [
    path("", include("accord.ui.urls")),
    path("", include("accord.people.urls")),
    path("", include("accord.spaces.urls")),
    path("log/", include("accord.record.urls")),
    path("", include("accord.runs.urls")),
    path("", include("accord.files.urls")),
    path("", include("accord.forum.urls")),
    path("", include("accord.processes.urls")),
    path("", include("accord.questions.urls")),
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
    path("", include("accord.operations.urls")),
    *pages_of_extra_apps(),
]
if apps.is_installed("accord.demo"):
    urlpatterns.insert(0, path("", include("accord.demo.urls")))

handler400 = "accord.ui.views.bad_request"
handler403 = "accord.ui.views.forbidden"
handler404 = "accord.ui.views.not_found"
handler500 = "accord.ui.views.failed"
