"""The web server that `accord serve` starts: python -P -m accord.config.web ADDRESS PORT PROCESSES

Not granian's own command: that one looks for modules in the current folder first, so whatever lies
there by chance, such as another project's `rules.py`, would run in place of what we need.
"""

import sys
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

TARGET = "accord.config.wsgi:application"


def main(address: str, port: str, processes: str) -> None:
    server = Granian(
        TARGET,
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(processes),
        blocking_threads=4,
        http1_settings=HTTP1Settings(),  # as granian's own command: late headers are not awaited
        log_level=LogLevels.warning,
        workers_kill_timeout=5,
        respawn_failed_workers=True,
    )
    server.serve(target_loader=load)


def load(target: str) -> Callable[..., Any]:
    from accord.config.wsgi import application

    return application


if __name__ == "__main__":
    main(*sys.argv[1:])
