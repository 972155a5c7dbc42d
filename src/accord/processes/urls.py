from django.urls import path

from accord.processes.views import dates, decisions, processes

app_name = "processes"
urlpatterns = [
    path("processes/", processes.process_list, name="list"),
    path("processes/<slug:slug>/", processes.process_detail, name="detail"),
    path("processes/<slug:slug>/dates/", dates.timeline, name="timeline"),
    path("processes/<slug:slug>/dates/changes/", dates.date_changes, name="date-changes"),
    path("processes/<slug:slug>/dates.ics", dates.calendar, name="calendar"),
    path("processes/<slug:slug>/decisions/", decisions.decision_list, name="decisions"),
    path(
        "processes/<slug:slug>/decisions/<int:number>/", decisions.decision_detail, name="decision"
    ),
    path("processes/<slug:slug>/about/<slug:activity_slug>/", dates.sheet, name="sheet"),
]
