"""As much of systemctl as docs/operate asks for, below the folder that SANDBOX_ROOT names.

It starts what a unit's ExecStart says, with its EnvironmentFile and nothing else of the shell.
"""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.config.serving import is_alive

ROOT = Path(os.environ["SANDBOX_ROOT"])
ADDRESS = ("PGHOST", "PGPORT", "PGPASSWORD")
SERVER = {name: os.environ[name] for name in ADDRESS if name in os.environ}


def read_unit(name: str) -> dict[str, list[str]]:
    unit: dict[str, list[str]] = {}
    for line in (ROOT / f"etc/systemd/system/{name}.service").read_text().splitlines():
        if "=" in line and not line.startswith("#"):
            key, value = line.split("=", 1)
            unit.setdefault(key, []).append(value)
    return unit


def environment_of(unit: dict[str, list[str]]) -> dict[str, str]:
    values = {**SERVER, "PATH": "/usr/bin:/bin", "PGUSER": os.environ["SANDBOX_ROLE"]}
    for line in Path(unit["EnvironmentFile"][0]).read_text().splitlines():
        if line and not line.startswith("#"):
            key, value = line.split("=", 1)
            values[key] = "".join(shlex.split(value))
    return values


def start(name: str) -> None:
    unit = read_unit(name)
    assert unit["User"] == ["accord"]
    commands = [shlex.split(line) for line in unit["ExecStart"]]
    options = {"env": environment_of(unit), "cwd": unit["WorkingDirectory"][0]}
    with (ROOT / f"run/{name}.log").open("a") as log:
        if unit.get("Type") == ["oneshot"]:
            for command in commands:
                subprocess.run(command, check=True, stdout=log, stderr=log, **options)
            return
        [command] = commands
        server = subprocess.Popen(
            command, start_new_session=True, stdout=log, stderr=log, **options
        )
    (ROOT / f"run/{name}.pid").write_text(str(server.pid))


def stop(name: str) -> None:
    file = ROOT / f"run/{name}.pid"
    if not file.exists():
        return
    pid = int(file.read_text())
    file.unlink()
    with contextlib.suppress(ProcessLookupError):  # it may have ended by itself
        os.kill(pid, signal.SIGTERM)
    while is_alive(pid):
        time.sleep(0.1)


def main(verb: str, *words: str) -> None:
    units = [word for word in words if word != "--now"]
    if verb in {"start", "enable"}:
        start(*units)
    elif verb == "stop":
        stop(*units)
    elif verb not in {"daemon-reload", "reload"}:
        sys.exit(f"docs/operate asks for systemctl {verb}, which there isn't here")


if __name__ == "__main__":
    main(*sys.argv[1:])
