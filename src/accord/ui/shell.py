"""The links in the bar and the foot of every page; each part of the site brings its own."""

from dataclasses import dataclass

from django.utils.functional import Promise


@dataclass(frozen=True)
class NavLink:
    order: int
    label: "str | Promise"
    url_name: str


_links: list[NavLink] = []
_foot_links: list[NavLink] = []


def _add(links: list[NavLink], link: NavLink) -> None:
    """Of two with the same order the first by name stands first: no app knows all the others."""
    if any(other.url_name == link.url_name for other in links):
        raise ValueError(f"the link {link.url_name!r} has an owner already")
    links.append(link)
    links.sort(key=lambda link: (link.order, link.url_name))


def register_link(*, order: int, label: "str | Promise", url_name: str) -> None:
    """A link in the bar: five at most."""
    _add(_links, NavLink(order, label, url_name))


def register_foot_link(*, order: int, label: "str | Promise", url_name: str) -> None:
    """A link at the foot of each page, such as the public log."""
    _add(_foot_links, NavLink(order, label, url_name))


def nav_links() -> list[NavLink]:
    return list(_links)


def foot_links() -> list[NavLink]:
    return list(_foot_links)
