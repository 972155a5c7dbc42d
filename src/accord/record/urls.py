from django.urls import path

from accord.record import views

app_name = "record"
urlpatterns = [
    path("", views.log, name="log"),
    path("<int:index>/", views.entry, name="entry"),
    path("<int:index>/proof.json", views.proof, name="proof"),
    path("entries/<slug:hashed>/", views.entry_by_hash, name="entry-by-hash"),
    path("checkpoints/", views.checkpoints, name="checkpoint"),
    path("checkpoints/<int:size>.txt", views.checkpoint_text, name="checkpoint-text"),
    path("checkpoints/<int:size>/since/<int:first>.json", views.consistency, name="consistency"),
    path("verify_log.py", views.verifier, name="verifier"),
    path("export.zip", views.export, name="export"),
]
