"""What the news say, as people read it."""

import html
import re

from django.utils.html import strip_tags

from accord.record.news import news_page
from tests.factories.viewers import viewer_of

LINK = re.compile(r'href="([^"]+)"')


def items(viewer=None):
    return [item for _day, items in news_page(viewer or viewer_of()).days for item in items]


def sentences(viewer=None):
    """All that the viewer is told, newest first, without markup."""
    return [html.unescape(strip_tags(item.sentence)) for item in items(viewer)]


def links(viewer=None):
    return [LINK.findall(item.sentence) for item in items(viewer)]
