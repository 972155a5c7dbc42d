"""A first view stays light: everything a page brings, compressed, counted by the browser."""

import pytest
from bench.first_view import MOST_KB, first_view

from tests.journeys.crawling import Crawl, Fetcher


@pytest.mark.survey
def test_no_first_view_weighs_more_than_100_kilobytes(browser, site):
    reader = Fetcher(site.url)
    kinds = Crawl(reader, lambda path, alike: alike < 1).pages
    reader.close()

    heavy = {
        url: round(weight)
        for url in (f"{site.url}{paths[0]}" for paths in kinds.values())
        if (weight := first_view(browser, url, thin=False)[0]) > MOST_KB
    }

    assert len(kinds) > 10
    assert heavy == {}
