"""Panels and links that apps bring: an order is a wish, a key has one owner."""

from itertools import permutations

import pytest

from accord.ui import panels, shell


@pytest.fixture(autouse=True)
def nothing_registered(monkeypatch):
    monkeypatch.setattr(panels, "_panels", {})
    monkeypatch.setattr(shell, "_links", [])
    monkeypatch.setattr(shell, "_foot_links", [])


def every(objects, visitor):
    return {thing.pk: {} for thing in objects}


class Thing:
    pk = 1


def shown() -> list[str]:
    return [filled.template for filled in panels.fill("home.top", [Thing()], None)[1]]


def put(template, order=10, rows=every):
    panels.register(place="home.top", order=order, template=template, rows=rows)


@pytest.mark.parametrize("asked", list(permutations(["b.html", "c.html", "a.html"])))
def test_panels_of_one_order_stand_by_name_whoever_comes_first(asked):
    for template in asked:
        put(template)
    put("first.html", order=5)

    assert shown() == ["first.html", "a.html", "b.html", "c.html"]


def test_one_template_may_show_two_kinds_of_rows():
    def others(objects, visitor):
        return every(objects, visitor)

    put("same.html")
    put("same.html", rows=others)  # of another app, say

    assert shown() == ["same.html", "same.html"]


def test_the_same_panel_twice_stops_the_start():
    put("same.html")

    with pytest.raises(ValueError, match=r"'same\.html' stands at 'home\.top' already"):
        put("same.html", order=20)


LINKS = [(shell.register_link, shell.nav_links), (shell.register_foot_link, shell.foot_links)]
each_list = pytest.mark.parametrize(("add", "listed"), LINKS, ids=["bar", "foot"])


@each_list
@pytest.mark.parametrize("asked", list(permutations(["b:page", "c:page", "a:page"])))
def test_links_of_one_order_stand_by_name_whoever_comes_first(add, listed, asked):
    for url_name in asked:
        add(order=10, label="Page", url_name=url_name)
    add(order=5, label="First", url_name="z:page")

    assert [link.url_name for link in listed()] == ["z:page", "a:page", "b:page", "c:page"]


@each_list
def test_the_same_link_twice_stops_the_start(add, listed):
    add(order=10, label="Page", url_name="a:page")

    with pytest.raises(ValueError, match="'a:page' has an owner already"):
        add(order=20, label="Page", url_name="a:page")
