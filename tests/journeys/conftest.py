"""A real browser, and the real site: production static files, DEBUG off, a server of its own."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

from tests.journeys.crawling import Remembering
from tests.tables import copy_story_into

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in Path(item.path).parents:
            item.add_marker(pytest.mark.journey)


@pytest.fixture(scope="session", autouse=True)
def folder_for_static_files() -> None:
    """WhiteNoise looks there when the live server starts, and warns where there's none."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser(chromium_path: str) -> Iterator["object"]:
    from playwright.sync_api import sync_playwright

    # Playwright keeps an event loop in this thread; the tests' own ORM calls are still plain ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=chromium_path, args=CHROMIUM_FLAGS, headless=True
        )
        yield chromium
        chromium.close()


@dataclass(frozen=True)
class Site:
    """A running demo: its address, the folder that holds its data, its environment."""

    url: str
    data: Path
    environment: dict[str, str]

    def accord(self, *words: str) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            [sys.executable, "-m", "accord", *words],
            env=self.environment,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_until_up(url: str, server: "subprocess.Popen[bytes]", seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended at once with {server.returncode}")
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                if response.status == 200:
                    return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"no answer from {url} in {seconds} seconds")


def site_in(data: Path) -> Site:
    """The demo as `make demo` runs it, on a port of its own; nothing is started yet."""
    port = free_port()
    inherited = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    environment = {
        **inherited,
        "ACCORD_DATA": str(data),
        "ACCORD_DEMO": "1",
        "PORT": str(port),
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "accord.config.settings",
    }
    return Site(f"http://127.0.0.1:{port}", data, environment)


SERVE = [sys.executable, "-m", "accord", "serve"]
# The same two processes, where all that `serve` would make first is there already.
SERVE_PREPARED = [
    *(sys.executable, "-c"),
    "from accord.config.serve import Supervisor, web_command, worker_command\n"
    "Supervisor({'web': web_command(), 'worker': worker_command()}).live()",
]


@contextmanager
def served(site: Site, command: list[str]) -> Iterator[Site]:
    server = subprocess.Popen(command, env=site.environment, cwd=ROOT, start_new_session=True)
    try:
        wait_until_up(site.url + "/", server)
        yield site
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)


@pytest.fixture(scope="session")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's data, served by nobody: copies begin where the story ends."""
    data = tmp_path_factory.mktemp("told")
    copy_story_into(data)
    done = site_in(data).accord("collectstatic", "--noinput", "--verbosity=0")
    assert done.returncode == 0, done.stderr[-3000:]
    return data


@pytest.fixture(scope="session")
def site(told: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """One site for all journeys that leave room for the next."""
    data = shutil.copytree(told, tmp_path_factory.mktemp("site") / "data")
    with served(site_in(data), SERVE) as running:
        yield running


@pytest.fixture(scope="session")
def visitor(site: Site) -> Iterator[Remembering]:
    """The site as it was when somebody without a name first came to each page."""
    reader = Remembering(site.url)
    yield reader
    reader.close()


@pytest.fixture
def own_site(told: Path, tmp_path: Path) -> Iterator[Site]:
    """A site for one test: what can be done once, like adopting a plan, can be done here."""
    data = shutil.copytree(told, tmp_path / "data")
    with served(site_in(data), SERVE_PREPARED) as running:
        yield running
