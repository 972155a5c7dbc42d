"""The pages for operators, followed to the letter. Run by `make wheel-check`."""

import configparser
import http.client
import os
import re
import shutil
import subprocess
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest
from tools.catalogues import messages

from tests.config.sandbox import DOMAIN, Sandbox
from tests.config.serving import Answer, ask, free_port

ROOT = Path(__file__).parent.parent.parent
OPERATE = ROOT / "docs/operate"
HOST = f"accord.{DOMAIN}"
UNITS = ["accord.service", "accord-prepare.service"]


@contextmanager
def stopwatch(lines: list[str], name: str):
    started = time.monotonic()
    yield
    lines.append(f"{name} {time.monotonic() - started:.0f} s")


def through_proxy(port: int, path: str) -> Answer:
    return ask(port, path, Host=HOST, X_Forwarded_Proto="https", X_Forwarded_For="192.0.2.7")


def home_and_style(port: int) -> list[object]:
    """What a visitor gets, without what differs from one time to the next."""
    home = through_proxy(port, "/")
    assert home.status == 200
    style = through_proxy(port, home.link(r"/static/ui/accord\.\w+\.css"))
    assert style.status == 200
    return [re.sub(r"[\w-]{40,}", "", home.text), style.body]


@pytest.fixture(params=["small", "large"])
def sandbox(request, checkout, tmp_path):
    is_large = request.param == "large"
    if is_large and not os.environ.get("DATABASE_URL", "").startswith("postgres"):
        pytest.skip("PostgreSQL: set DATABASE_URL")
    for tool in ("psql", "pg_dump") if is_large else ("sqlite3",):
        if shutil.which(tool) is None:
            pytest.skip(f"{tool} is not on this machine")
    machine = Sandbox(tmp_path, checkout, is_large=is_large, port=free_port())
    yield machine
    machine.clear_away()


@pytest.mark.wheel
def test_an_installation_by_the_pages_serves_is_kept_and_comes_back(sandbox, tell):
    times: list[str] = []
    with stopwatch(times, "install.md"):
        said = "".join(sandbox.run(block) for block in sandbox.blocks("install.md"))
    with stopwatch(times, "first page"):
        sandbox.wait()
        home_and_style(sandbox.port)
    [link] = re.findall(rf"https://{HOST}(/\S+)", said)
    first_link_leads_to_the_terms(sandbox.port, link)
    verified = sandbox.run("accord verify")
    before = home_and_style(sandbox.port)  # with all that the log has numbered by now
    backup, restore = split_backup(sandbox)
    for block in backup:
        sandbox.run(block)

    sandbox.run("systemctl stop accord")
    sandbox.wipe()
    with stopwatch(times, "restore"):
        for block in restore:
            sandbox.run(block)
        sandbox.wait()

    assert home_and_style(sandbox.port) == before
    assert sandbox.run("accord verify") == verified
    with stopwatch(times, "upgrade"):
        for block in sandbox.blocks("upgrade.md"):
            sandbox.run(block)
        sandbox.wait()
    assert home_and_style(sandbox.port) == before
    assert ask(sandbox.port, "/", Host=f"other.{DOMAIN}", X_Forwarded_Proto="https").status == 400
    tell(f"{'large' if sandbox.is_large else 'small'} installation: {', '.join(times)}")


def split_backup(sandbox: Sandbox) -> tuple[list[str], list[str]]:
    blocks = sandbox.blocks("backup.md")
    begin = next(i for i, block in enumerate(blocks) if "systemctl stop" in block)
    return blocks[:begin], blocks[begin:]


def first_link_leads_to_the_terms(port: int, link: str) -> None:
    """As install.md says: press Sign in, give a name, agree."""
    headers = {"Host": HOST, "X-Forwarded-Proto": "https", "Referer": f"https://{HOST}{link}"}
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as browser:
        browser.request("GET", link, headers=headers)
        page = browser.getresponse()
        text = page.read().decode()
        assert "This link is yours alone. It works once." in text
        [token] = re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', text)
        headers["Cookie"] = page.headers["Set-Cookie"].partition(";")[0]
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        browser.request("POST", link, urlencode({"csrfmiddlewaretoken": token}), headers)
        pressed = browser.getresponse()
        assert [pressed.status, pressed.headers["Location"]] == [302, "/sign-in/welcome/"]
        pressed.read()


def read_unit(name: str) -> configparser.RawConfigParser:
    unit = configparser.RawConfigParser(strict=False, delimiters="=")  # ExecStart may come twice
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(OPERATE / name)
    return unit


def test_the_units_name_what_the_page_puts_there():
    text = (OPERATE / "install.md").read_text()

    for name in UNITS:
        service = read_unit(name)["Service"]
        assert service["ExecStart"].startswith("/opt/accord/bin/accord ")
        assert service["EnvironmentFile"] == "/etc/accord/environment"
        assert service["User"] == "accord"
        assert f"docs/operate/{name}" in text
    assert read_unit("accord.service")["Install"]["WantedBy"] == "multi-user.target"


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="needs systemd-analyze")
def test_systemd_finds_no_fault_in_the_units(tmp_path):
    for name in UNITS:
        text = (OPERATE / name).read_text()
        (tmp_path / name).write_text(text.replace("/opt/accord/bin/accord", "/bin/true"))

    found = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", *[str(tmp_path / name) for name in UNITS]],
        capture_output=True,
        text=True,
    )

    assert [line for line in found.stderr.splitlines() if "accord" in line] == []


def test_the_sample_sets_only_what_there_is_and_all_that_production_needs():
    names = re.findall(r"^([A-Z_]+)=", (OPERATE / "environment.example").read_text(), re.M)
    known = re.findall(r"^\| `([A-Z_]+)` \|", (OPERATE / "settings.md").read_text(), re.M)

    assert len(names) == len(set(names))
    assert set(names) <= set(known)


def test_the_page_calls_links_and_pages_as_the_site_does():
    last = (OPERATE / "install.md").read_text().partition("\n## 6.")[2].partition("\n## 7.")[0]
    named = {" ".join(name.split()) for name in re.findall(r"(?<!\*)\*([^*]+)\*", last)}

    assert named >= {"Your work", "Prepare something new"}
    assert {name for name in named if messages().get(name) is None} == set()


def test_the_proxies_set_what_the_settings_believe():
    nginx = (OPERATE / "nginx.conf").read_text()

    assert "proxy_set_header X-Forwarded-For $remote_addr;" in nginx
    assert "proxy_set_header X-Forwarded-Proto $scheme;" in nginx
    assert "proxy_set_header Host $host;" in nginx
    assert nginx.count("{") == nginx.count("}")
    for name in ("nginx.conf", "Caddyfile"):
        assert "127.0.0.1:8000" in (OPERATE / name).read_text()


def test_the_pages_name_files_that_there_are():
    pages = "".join((OPERATE / name).read_text() for name in ("install.md", "upgrade.md"))

    for name in re.findall(r"docs/operate/([\w.-]+\w)", pages):
        assert (OPERATE / name).is_file(), name
