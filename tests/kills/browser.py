"""As much of a browser as a writer needs: cookies, forms as the page has them, redirects."""

import http.client
import urllib.parse
from collections.abc import Iterator
from dataclasses import dataclass

from tests.pages import Form, forms_of


@dataclass(frozen=True)
class Page:
    status: int
    address: str
    text: str

    def form_with(self, name: str) -> Form | None:
        """The first form that has such a field."""
        return next((form for form in forms_of(self.text) if name in form.names), None)


class LostError(Exception):
    """No answer came: nobody knows whether anything was done."""


class Browser:
    """One person's. An answer that doesn't come whole is `LostError`, as a person would see it."""

    def __init__(self, port: int, cookies: dict[str, str] | None = None) -> None:
        self.port, self.address = port, ""
        self.cookies = dict(cookies or {})

    def get(self, path: str) -> Page:
        return self.follow("GET", path, None)

    def send(self, form: Form, page: Page, **typed: str) -> Page:
        body = urllib.parse.urlencode(form.values | typed)
        return self.follow("POST", urllib.parse.urljoin(page.address, form.action), body)

    def follow(self, method: str, path: str, body: str | None) -> Page:
        for _ in range(5):
            status, headers, text = self.ask(method, path, body)
            if status not in {301, 302, 303}:
                return Page(status, path, text)
            method, body = "GET", None
            path = urllib.parse.urljoin(path, headers["Location"])
        raise AssertionError(f"{path} leads in a ring")

    def ask(
        self, method: str, path: str, body: str | None
    ) -> tuple[int, http.client.HTTPMessage, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "X-Forwarded-For": self.address,
            "Referer": f"http://127.0.0.1:{self.port}/",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, body, headers)
            answer = connection.getresponse()
            text = answer.read().decode()
        except (OSError, http.client.HTTPException) as error:
            raise LostError(str(error)) from error
        finally:
            connection.close()
        self.keep_cookies(answer.headers)
        return answer.status, answer.headers, text

    def keep_cookies(self, headers: http.client.HTTPMessage) -> None:
        for line in headers.get_all("Set-Cookie") or []:
            name, _, rest = line.partition("=")
            self.cookies[name.strip()] = rest.partition(";")[0]


def addresses(writer: int) -> Iterator[str]:
    """Senders by the thousand, for each writer its own."""
    number = 0
    while True:
        number += 1
        yield f"10.{writer}.{number >> 8 & 255}.{number & 255}"
