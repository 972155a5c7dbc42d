"""Where the pages of parts from outside begin."""

import sys
from types import ModuleType

import pytest
from django.apps import AppConfig

from accord.config.urls import pages_of_extra_apps


@pytest.mark.parametrize(
    "entry", ["accord.thread", "accord.thread.apps.ThreadConfig", "far.Config"]
)
def test_pages_have_a_place_wherever_their_app_is_configured(monkeypatch, settings, entry):
    far = ModuleType("far")
    far.Config = type("Config", (AppConfig,), {"name": "accord.thread", "__module__": "far"})
    monkeypatch.setitem(sys.modules, "far", far)
    settings.EXTRA_APPS = [entry]

    placed = [resolver.urlconf_name.__name__ for resolver in pages_of_extra_apps()]

    assert placed == ["accord.thread.urls"]
