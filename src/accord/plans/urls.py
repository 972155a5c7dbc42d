from django.urls import path

from accord.plans.views import (
    adoption,
    editor,
    exports,
    leads,
    milestones,
    public,
    reports,
    versions,
)

app_name = "plans"
PLAN = "plans/<slug:slug>/"
COMMITMENT = f"{PLAN}<str:code>/"
MILESTONE = f"{COMMITMENT}milestones/<str:milestone>/"

urlpatterns = [
    path("plans/", public.plan_list, name="list"),
    path("plans/new/<slug:process_slug>/", editor.plan_new, name="plan-new"),
    path(PLAN, public.plan_detail, name="plan"),
    # Before the commitments, whose codes stand at the same place.
    path(f"{PLAN}data.json", exports.plan_as_json, name="data-json"),
    path(f"{PLAN}data.csv", exports.plan_as_csv, name="data-csv"),
    path(f"{PLAN}editions/<int:number>/", versions.edition, name="edition"),
    path(f"{PLAN}editor/", editor.editor, name="editor"),
    path(f"{PLAN}editor/commitments/", editor.commitment_new, name="commitment-new"),
    path(f"{PLAN}publication/", adoption.publication, name="publication"),
    path(f"{PLAN}adoption/", adoption.adoption, name="adoption"),
    path(f"{PLAN}periods/", reports.periods, name="periods"),
    path(f"{PLAN}reports/", reports.reports, name="reports"),
    path(COMMITMENT, public.commitment_detail, name="commitment"),
    path(f"{COMMITMENT}editor/", editor.commitment_edit, name="commitment-edit"),
    path(f"{COMMITMENT}editor/leads/", leads.commitment_leads, name="leads"),
    path(f"{COMMITMENT}editor/milestones/", milestones.milestones, name="milestones"),
    path(f"{COMMITMENT}editor/milestones/new/", milestones.milestone_new, name="milestone-new"),
    path(f"{COMMITMENT}editor/sections/<slug:group>/", editor.section, name="section"),
    path(f"{COMMITMENT}clauses/<str:clause>/", public.clause_detail, name="clause"),
    path(f"{COMMITMENT}position/", editor.commitment_move, name="commitment-move"),
    path(f"{COMMITMENT}withdrawal/", adoption.withdrawal, name="withdrawal"),
    path(f"{COMMITMENT}versions/", versions.version_list, name="versions"),
    path(f"{COMMITMENT}versions/compare/", versions.compare, name="compare"),
    path(f"{COMMITMENT}versions/new/", versions.version_new, name="version-new"),
    path(f"{COMMITMENT}versions/freezing/", versions.version_freeze, name="version-freeze"),
    path(f"{COMMITMENT}versions/<int:number>/", versions.version_detail, name="version"),
    path(MILESTONE, public.milestone_detail, name="milestone"),
    path(f"{MILESTONE}editor/", milestones.milestone_edit, name="milestone-edit"),
    path(f"{MILESTONE}editor/leads/", leads.milestone_leads, name="milestone-leads"),
    path(f"{MILESTONE}position/", milestones.milestone_move, name="milestone-move"),
    path(f"{MILESTONE}retirement/", milestones.milestone_retire, name="milestone-retire"),
    path(f"{MILESTONE}reports/<str:period>/<slug:side>/", reports.report, name="report"),
]
