"""Settings that every test shares: quick storage, quick hashing, no network, a known space."""

import pytest


@pytest.fixture(scope="session")
def static_root(tmp_path_factory):
    """An empty folder: WhiteNoise warns where there's none."""
    return tmp_path_factory.mktemp("static")


@pytest.fixture(autouse=True)
def quick_settings(settings, static_root):
    settings.STATIC_ROOT = static_root
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.ALLOWED_HOSTS = ["testserver", ".localhost", "127.0.0.1"]
