"""The web server that `accord serve` starts.

    python -P -m accord.config.web ADDRESS PORT PROCESSES LOG_FORMAT

Not granian's own command: that one looks for modules in the current folder first, so whatever lies
there by chance, such as another project's `rules.py`, would run in place of what we need.
"""

import json
import logging
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

TARGET = "accord.config.wsgi:application"


def main(address: str, port: str, processes: str, log_format: str) -> None:
    server = Granian(
        TARGET,
        address=address,
        port=int(port),
        interface=Interfaces.WSGI,
        workers=int(processes),
        blocking_threads=4,
        http1_settings=HTTP1Settings(),  # as granian's own command: late headers are not awaited
        log_level=LogLevels.warning,
        log_dictconfig=log_config(log_format),
        workers_kill_timeout=5,
        respawn_failed_workers=True,
    )
    server.serve(target_loader=load)


def log_config(log_format: str) -> dict[str, Any]:
    """What the server itself says, as all other lines; ours tell of requests.

    Made without Django, whose memory the process above the web processes does without.
    """
    kind = "accord.config.web.JsonFormatter" if log_format == "json" else "logging.Formatter"
    said = {"level": "WARNING", "handlers": ["console"], "propagate": False}
    return {
        "formatters": {
            "said": {"()": kind, "fmt": "{asctime} {levelname} granian [-] {message}", "style": "{"}
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "said"}},
        "loggers": {"_granian": said, "granian.access": {**said, "handlers": []}},
    }


class JsonFormatter(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": at, "level": record.levelname, "logger": "granian"}
        return json.dumps({**said, "message": record.getMessage()})


def load(target: str) -> Callable[..., Any]:
    from django.conf import settings

    from accord.config.wsgi import application
    from accord.ui.counters import counters

    counters.keep_in(settings.DATA / "counts", role="web")
    server = logging.getLogger("_granian")  # what it says of an application that failed, too
    server.handlers, server.propagate = [], True
    return application


if __name__ == "__main__":
    main(*sys.argv[1:])
