"""The id of the request that is being answered, for log lines and for the work it leaves behind.

A job that a request queued runs under the same id, so one search finds both.
"""

from contextvars import ContextVar

request_id: ContextVar[str] = ContextVar("request_id", default="")
