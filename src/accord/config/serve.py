"""`accord serve`: web and worker as two child processes; neither outlives this one."""

import argparse
import ctypes
import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from types import FrameType

from accord.config.cli import ACCORD

# Arrays are small here, and threads of BLAS would only take memory and turns from the web.
ONE_THREAD = ["OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"]
PREPARE = [sys.executable, "-P", "-m", "accord.config.prepare"]
PATIENCE = 10.0
LIVES_WELL = 60.0  # whoever ends after that didn't fail at the start
DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="accord serve", description=__doc__)
    made.add_argument("--only", choices=["web", "worker"], help="one role, for several machines")
    return made


def main(words: list[str]) -> None:
    role = parser().parse_args(words).only
    for name in ONE_THREAD:
        os.environ.setdefault(name, "1")
    if role != "worker":
        prepare()
    roles = {"web": web_command(), "worker": worker_command()}
    Supervisor({name: roles[name] for name in ([role] if role else roles)}).live()


def prepare() -> None:
    """In the embedded shape nobody has to be asked: the tables and the static files are made."""
    from django.conf import settings

    if settings.IS_PRODUCTION:
        require_static_files()
        return
    # A process of its own: what it loads doesn't stay in the memory of this one.
    if subprocess.run(PREPARE, check=False).returncode:  # noqa: S603 - our own command
        sys.exit("The site was not started.")


def require_static_files() -> None:
    """Every page asks for them: without their list each would be an error to whoever comes."""
    from django.conf import settings
    from django.contrib.staticfiles.storage import ManifestFilesMixin, staticfiles_storage

    if isinstance(staticfiles_storage, ManifestFilesMixin) and not staticfiles_storage.hashed_files:
        sys.exit(
            f"There are no static files in {settings.STATIC_ROOT}; the site was not started.\n"
            "Run `accord collectstatic --noinput` first."
        )


def where_served() -> str:
    """What another command must be told to print links that lead here: it reads no port from us."""
    from django.conf import settings

    named = {name for name in ("PORT", "ACCORD_ADDRESS", "ACCORD_ORIGIN") if os.environ.get(name)}
    if "ACCORD_ORIGIN" in named:
        return f"ACCORD_ORIGIN={settings.ORIGIN} "
    return "".join(f"{name}={os.environ[name]} " for name in sorted(named))


def tell_without_space() -> None:
    """A new installation has nothing to show yet, and its pages can't say what to type.

    Asked without models: all of them would stay in the memory of this process.
    """
    from django.db import DatabaseError, connection

    with suppress(DatabaseError), connection.cursor() as cursor:  # the first page says what's wrong
        cursor.execute("SELECT 1 FROM spaces_space LIMIT 1")
        if cursor.fetchone() is None:
            print(
                f"There is no space yet. `{where_served()}accord invite-admin EMAIL --space NAME` "
                "makes the first.",
                flush=True,
            )


def close_database() -> None:
    """This process only waits for its children: a connection would be kept for nothing."""
    from django.db import connection

    connection.close()
    if hasattr(connection, "close_pool"):
        connection.close_pool()


def web_command() -> list[str]:
    from django.conf import settings

    where = [settings.ADDRESS, str(settings.PORT), str(settings.WEB_PROCESSES)]
    words = [*where, settings.LOG_FORMAT]
    return [sys.executable, "-P", "-m", "accord.config.web", *words]


def worker_command() -> list[str]:
    return [*ACCORD, "work"]


class Supervisor:
    """Child processes that are started again when they die, and end when this process does."""

    def __init__(self, commands: dict[str, list[str]]) -> None:
        self.commands = commands
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.failures: dict[str, int] = dict.fromkeys(commands, 0)
        self.started_at: dict[str, float] = {}
        self.start_at: dict[str, float] = {}
        self.is_ending = False

    def live(self) -> None:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(number, self.end)
        try:
            self.start_all()
            while not self.is_ending:
                time.sleep(0.2)
                self.restart_the_dead()
        finally:
            self.stop_all()

    def end(self, number: int, frame: FrameType | None) -> None:
        self.is_ending = True

    def start_all(self) -> None:
        from django.conf import settings

        for name in self.commands:
            self.start(name)
        if "web" in self.commands:
            print(f"Accord is at {settings.ORIGIN}/  (Ctrl+C ends it)", flush=True)
            tell_without_space()
            close_database()

    def start(self, name: str) -> None:
        self.started_at[name] = time.monotonic()
        # A session of its own: Ctrl+C reaches this process alone, which then ends the children.
        self.children[name] = subprocess.Popen(  # noqa: S603 - our own commands
            self.commands[name],
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    def restart_the_dead(self) -> None:
        """Soon at first, then less and less often: a broken start may not burn the machine."""
        now = time.monotonic()
        for name, child in self.children.items():
            if child.poll() is None:
                continue
            if name not in self.start_at:
                lived = now - self.started_at[name]
                self.failures[name] = 1 if lived >= LIVES_WELL else self.failures[name] + 1
                self.start_at[name] = now + min(0.2 * 2 ** self.failures[name], 30)
                print(f"The {name} process ended ({child.returncode}); starting it again.")
                self.end_group(child, signal.SIGKILL)
            elif now >= self.start_at[name]:
                del self.start_at[name]
                self.start(name)

    def stop_all(self) -> None:
        for child in self.children.values():
            self.end_group(child, signal.SIGTERM)
        deadline = time.monotonic() + PATIENCE
        for child in self.children.values():
            with suppress(subprocess.TimeoutExpired):
                child.wait(max(0.1, deadline - time.monotonic()))
            self.end_group(child, signal.SIGKILL)

    @staticmethod
    def end_group(child: "subprocess.Popen[bytes]", number: signal.Signals) -> None:
        """The child and whatever it started, which share its process group."""
        with suppress(ProcessLookupError):
            os.killpg(child.pid, number)


def end_with_parent() -> None:
    """Where the system can (Linux), a child is told to end even if this process is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGTERM)
