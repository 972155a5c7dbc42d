from django.urls import path

from accord.forum.views import decision_entry, decisions, forums

app_name = "forum"
urlpatterns = [
    path("forum/", forums.forum_list, name="list"),
    path("forum/<path:code>/decisions/", forums.forum_decisions, name="decisions"),
    path(
        "decisions/new/<slug:kind>/<path:code>/", decision_entry.decision_new, name="decision-new"
    ),
    # The detail's address would swallow it.
    path(
        "decisions/<path:code>/correction/",
        decision_entry.decision_correction,
        name="decision-correction",
    ),
    path("decisions/<path:code>/", decisions.decision_detail, name="decision"),
]
