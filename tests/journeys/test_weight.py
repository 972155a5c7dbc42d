"""A first view stays light: everything a page brings, compressed, counted by the browser."""

import pytest
from bench.first_view import MOST_KB, first_view

from tests.journeys.test_crawl import crawl, kind_of


@pytest.mark.survey
def test_no_first_view_weighs_more_than_100_kilobytes(browser, site):
    context = browser.new_context()
    kinds: dict[str, str] = {}
    for url, _, is_page, _ in crawl(context, f"{site.url}/", 1):
        if is_page:
            kinds.setdefault(kind_of(url), url)
    context.close()

    heavy = {
        url: round(weight)
        for url in kinds.values()
        if (weight := first_view(browser, url, thin=False)[0]) > MOST_KB
    }

    assert len(kinds) > 10
    assert heavy == {}
