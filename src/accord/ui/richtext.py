"""Official prose: Markdown without HTML, made safe when it is shown as well as when written."""

import nh3
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": False}).disable(
    ["image", "heading", "lheading", "code", "fence", "html_block", "html_inline"]
)
_TAGS = {"p", "br", "a", "ul", "ol", "li", "strong", "em", "blockquote", "code", "hr"}


def to_html(source: str) -> SafeString:
    """The prose as HTML that may stand on a page: paragraphs, lists, links, emphasis."""
    html = nh3.clean(
        _markdown.render(source),
        tags=_TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener nofollow ugc",
    )
    return mark_safe(html)  # noqa: S308 - nh3 has just cleaned it
