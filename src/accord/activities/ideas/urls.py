from django.urls import path

from accord.activities.ideas import exports
from accord.activities.ideas.views import ideas, sending

app_name = "ideas"
urlpatterns = [
    path("<int:activity_id>/", ideas.idea_list, name="list"),
    path("<int:activity_id>/new/", sending.new, name="new"),
    path("<int:activity_id>/new/check/", sending.check, name="check"),
    path("<int:activity_id>/new/sent/", sending.sent, name="sent"),
    path("<int:activity_id>/form/", ideas.paper_form, name="form"),
    path("<int:activity_id>/ideas.csv", exports.csv_file, name="csv"),
    path("<int:activity_id>/ideas.json", exports.json_file, name="json"),
    path("<int:activity_id>/<int:number>/", ideas.detail, name="detail"),
]
