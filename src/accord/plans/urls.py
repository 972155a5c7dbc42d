from django.urls import path

from accord.plans.views import public

app_name = "plans"
urlpatterns = [
    path("plans/", public.plan_list, name="list"),
    path("plans/<slug:slug>/", public.plan_detail, name="plan"),
    path("plans/<slug:slug>/<str:code>/", public.commitment_detail, name="commitment"),
    path(
        "plans/<slug:slug>/<str:code>/milestones/<str:milestone>/",
        public.milestone_detail,
        name="milestone",
    ),
]
