"""What a first view costs over a thin line: kilobytes and the time until words show.

    make demo &                       a running site
    python -m bench.first_view http://127.0.0.1:8000 [PATH …]

Cold cache, 400 kbit/s, 400 ms delay, counted by the browser. Exits 1 over 100 kB or 3 seconds.
"""

import sys
from typing import Any

from playwright.sync_api import Browser, sync_playwright
from tests.conftest import chromium
from tests.journeys.conftest import CHROMIUM_FLAGS

LINE = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
MOST_KB, MOST_SECONDS = 100, 3


def first_view(browser: Browser, url: str, *, thin: bool) -> tuple[float, float]:
    """Kilobytes on the wire and seconds until the first text, for somebody who was never here."""
    context = browser.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    wire = context.new_cdp_session(page)
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    wire.send("Network.enable")
    if thin:
        wire.send("Network.emulateNetworkConditions", LINE)
    page.goto(url, wait_until="networkidle")
    paint: Any = page.evaluate(
        "performance.getEntriesByName('first-contentful-paint')[0].startTime"
    )
    context.close()
    return sum(sizes) / 1000, paint / 1000


def main(origin: str, *paths: str) -> int:
    failed = False
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        print(f"{'page':<50}{'kB':>8}{'first text, s':>15}")
        for path in paths or ("/",):
            weight, seconds = first_view(browser, origin + path, thin=True)
            is_over = weight > MOST_KB or seconds > MOST_SECONDS
            failed |= is_over
            print(f"{path:<50}{weight:>8.1f}{seconds:>15.2f}{'  over' if is_over else ''}")
        browser.close()
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
