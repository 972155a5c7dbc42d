"""What is here comes from outside of the tree: it is looked at where its apps are installed."""

from django.conf import settings

HERE = {"hearings", "walks"}
collect_ignore = [] if set(settings.EXTRA_APPS) >= HERE else ["checks"]
