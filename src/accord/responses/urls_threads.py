from django.urls import path

from accord.responses.views import threads

urlpatterns = [
    path("threads/ideas/<int:pk>/", threads.thread_contribution, name="thread-contribution"),
    path("threads/themes/<int:pk>/", threads.thread_theme, name="thread-theme"),
    path("threads/decisions/<int:pk>/", threads.thread_decision, name="thread-decision"),
    path("threads/commitments/<int:pk>/", threads.thread_commitment, name="thread-commitment"),
    path("threads/clauses/<int:pk>/", threads.thread_clause, name="thread-clause"),
    path("threads/milestones/<int:pk>/", threads.thread_milestone, name="thread-milestone"),
]
