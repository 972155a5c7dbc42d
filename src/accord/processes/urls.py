from django.urls import include, path

from accord.processes.views import (
    activities,
    dates,
    decisions,
    exports,
    phases,
    processes,
    setup,
)

app_name = "processes"
staff = [
    path("", setup.setup, name="setup"),
    path("about/<slug:section>/", setup.section, name="section"),
    path("start/", setup.work_start, name="work-start"),
    path("publication/", setup.publication, name="publication"),
    path("opening/", setup.opening, name="opening"),
    path("closing/", setup.closing, name="closing"),
    path("people/new/", setup.appointment_new, name="appointment-new"),
    path("people/<int:number>/end/", setup.appointment_end, name="appointment-end"),
    path("phases/new/", phases.phase_new, name="phase-new"),
    path("phases/<int:number>/", phases.phase_edit, name="phase-edit"),
    path("phases/<int:number>/dates/", phases.phase_dates, name="phase-dates"),
    path("activities/new/", activities.activity_new, name="activity-new"),
    path("activities/<slug:activity_slug>/", activities.sheet_edit, name="sheet-edit"),
    path(
        "activities/<slug:activity_slug>/dates/", activities.activity_dates, name="activity-dates"
    ),
    path(
        "activities/<slug:activity_slug>/opening/",
        activities.activity_opening,
        name="activity-opening",
    ),
    path(
        "activities/<slug:activity_slug>/closing/",
        activities.activity_closing,
        name="activity-closing",
    ),
]
urlpatterns = [
    path("processes/", processes.process_list, name="list"),
    path("processes/new/", setup.process_new, name="new"),
    path("processes/chooser/", activities.chooser, name="chooser"),
    path("processes/<slug:slug>/", processes.process_detail, name="detail"),
    path("processes/<slug:slug>/dates/", dates.timeline, name="timeline"),
    path("processes/<slug:slug>/dates/changes/", dates.date_changes, name="date-changes"),
    path("processes/<slug:slug>/dates.ics", dates.calendar, name="calendar"),
    path("processes/<slug:slug>/decisions/", decisions.decision_list, name="decisions"),
    path("processes/<slug:slug>/about/<slug:activity_slug>/", dates.sheet, name="sheet"),
    path(
        "processes/<slug:slug>/data/<slug:activity_slug>.<slug:ending>", exports.data, name="data"
    ),
    path("processes/<slug:slug>/setup/", include(staff)),
]
