"""The links in the bar of every page; each part of the site brings its own."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NavLink:
    order: int
    label: "str | Promise"
    url_name: str


_links: list[NavLink] = []


def register_link(*, order: int, label: "str | Promise", url_name: str) -> None:
    if any(link.order == order for link in _links):
        raise ValueError(f"two links want order {order} in the bar")
    _links.append(NavLink(order, label, url_name))
    _links.sort(key=lambda link: link.order)


def nav_links() -> list[NavLink]:
    return list(_links)
