"""A first view stays light: everything a page brings, compressed, counted by the browser."""

from bench.first_view import MOST_KB, first_view

from tests.journeys.crawling import Crawl


def test_no_first_view_weighs_more_than_100_kilobytes(browser, site, visitor):
    kinds = Crawl(visitor, lambda path, alike: alike < 1).pages

    heavy = {
        url: round(weight)
        for url in (f"{site.url}{paths[0]}" for paths in kinds.values())
        if (weight := first_view(browser, url, thin=False)[0]) > MOST_KB
    }

    assert len(kinds) > 10
    assert heavy == {}
