"""Follows docs/operate/*.md to the letter, below a folder in place of the root of a machine.

The commands are those of the pages. What only root or a whole machine can do (packages, people,
systemd) is done by small programs of the same names, which stand first on the path.
"""

import os
import re
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from urllib.parse import urlsplit

from tests.config.conftest import ROOT, Checkout
from tests.config.serving import is_alive, wait_until_open

BLOCK = re.compile(r"^( *)```sh(?: (\w+))?\n(.*?)^\1```$", re.M | re.S)
# Folders of a machine as the pages name them, never a part of a longer path.
PLACES = re.compile(r"(?<![\w./])/(?=(?:opt|etc|var|usr/local)/)")
DATABASE_TOOLS = re.compile(r"createuser|createdb|dropdb|pg_dump|pg_restore")

DOMAIN = "marenda.test"  # what is written in place of the examples

NOTHING = "#!/bin/sh\nexit 0\n"
MAKE = '#!/bin/sh\n[ "$*" = wheel ] && ls dist/accord-*.whl\n'
RUNUSER = """#!/bin/sh
[ "$1 $3" = "-u --" ] || exit 64
case $2 in accord) PGUSER=$SANDBOX_ROLE ;; postgres) PGUSER=$SANDBOX_ADMIN ;; *) exit 64 ;; esac
export PGUSER
shift 3
exec "$@"
"""


class Sandbox:
    """A machine below a folder: `follow` a page, and what it says has been done."""

    def __init__(self, root: Path, checkout: Checkout, *, is_large: bool, port: int) -> None:
        self.root, self.port, self.is_large = root, port, is_large
        self.role = f"accord_install_{os.getpid()}"
        self.database = urlsplit(os.environ.get("DATABASE_URL", "") if is_large else "")
        self.sources = root / "checkout"
        self.make_folders()
        self.make_tools()
        self.copy_sources(checkout.folder)

    def make_folders(self) -> None:
        for name in ("opt", "etc/systemd/system", "etc/nginx/sites-available", "var/lib", "run"):
            (self.root / name).mkdir(parents=True)
        for name in ("etc/nginx/sites-enabled", "usr/local/bin", "var/backups", "tools"):
            (self.root / name).mkdir(parents=True)

    def make_tools(self) -> None:
        tools = dict.fromkeys(("apt-get", "adduser", "chown", "chgrp", "nginx", "certbot"), NOTHING)
        tools |= {"make": MAKE, "runuser": RUNUSER}
        python = f"#!/bin/sh\nexec {sys.executable}"
        tools["python3"] = f'{python} "$@"\n'
        start = python.replace("exec", f"PYTHONPATH={ROOT} exec")
        tools["systemctl"] = f'{start} -m tests.config.systemctl "$@"\n'
        for name, text in tools.items():
            (self.root / "tools" / name).write_text(text)
            (self.root / "tools" / name).chmod(0o755)

    def copy_sources(self, folder: Path) -> None:
        for name in ("dist", "docs/operate", "requirements"):
            shutil.copytree(folder / name, self.sources / name)
        for path in (self.sources / "docs/operate").iterdir():
            path.write_text(self.here(path.read_text()))

    def here(self, text: str) -> str:
        """What a page or a file says, for this folder, this port, this database."""
        text = PLACES.sub(f"{self.root}/", text)
        text = text.replace("example.org", DOMAIN).replace("name:password", "accord:secret")
        text = text.replace("PORT=8000", f"PORT={self.port}")
        text = text.replace("127.0.0.1:8000", f"127.0.0.1:{self.port}")
        text = text.replace("postgres:///accord", f"postgres:///{self.role}")
        redis = os.environ.get("REDIS_URL", "")
        text = re.sub(r"^REDIS_URL=.*$", f"REDIS_URL={redis}", text, flags=re.M)
        return "".join(self.here_in_line(line) for line in text.splitlines(keepends=True))

    def here_in_line(self, line: str) -> str:
        if not DATABASE_TOOLS.search(line):
            return line
        return re.sub(
            r"(--owner=|--dbname=| )accord(?=\s*$| >| <| accord$)", rf"\1{self.role}", line
        )

    def blocks(self, page: str) -> list[str]:
        """The commands of a page, in order, for this size."""
        size = "large" if self.is_large else "small"
        text = (self.sources / "docs/operate" / page).read_text()
        found = [(kind, textwrap.dedent(body)) for _, kind, body in BLOCK.findall(text)]
        return [body for kind, body in found if kind in {"", size}]

    def run(self, commands: str) -> str:
        ended = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", commands],
            cwd=self.sources,
            env=self.environment(),
            capture_output=True,
            text=True,
        )
        logs = "\n".join(path.read_text()[-3000:] for path in (self.root / "run").glob("*.log"))
        assert ended.returncode == 0, f"{commands}\n{ended.stdout}\n{ended.stderr}\n{logs}"
        return ended.stdout

    def wait(self) -> None:
        """Until the site answers."""
        pid = (self.root / "run/accord.pid").read_text()
        log = self.root / "run/accord.log"
        wait_until_open(self.port, lambda: "" if is_alive(int(pid)) else log.read_text()[-3000:])

    def environment(self) -> dict[str, str]:
        path = f"{self.root}/tools:{self.root}/usr/local/bin:{os.environ['PATH']}"
        pip = {k: v for k, v in os.environ.items() if k.startswith("PIP_")}
        pip["PIP_NO_COMPILE"] = "1"  # what is imported is compiled then; most of it never is
        server = {"PGHOST": self.database.hostname, "PGPASSWORD": self.database.password}
        server["PGPORT"] = str(self.database.port or "")
        return {
            **pip,
            **{name: value for name, value in server.items() if value},
            "PATH": path,
            "HOME": os.environ.get("HOME", "/"),
            "SANDBOX_ROOT": str(self.root),
            "SANDBOX_ROLE": self.role,
            "SANDBOX_ADMIN": self.database.username or "",
        }

    def wipe(self) -> None:
        """Everything a backup is for."""
        shutil.rmtree(self.root / "var/lib/accord")
        (self.root / "var/lib/accord").mkdir()
        (self.root / "etc/accord/environment").unlink()
        if self.is_large:
            self.run(f"runuser -u postgres -- dropdb {self.role}")

    def clear_away(self) -> None:
        self.run("systemctl stop accord")
        if self.is_large:
            self.run(f"runuser -u postgres -- dropdb --if-exists {self.role}")
            self.run(f"runuser -u postgres -- dropuser --if-exists {self.role}")
