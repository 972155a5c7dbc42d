"""From a click to the letter that came of it, by one id: whether it is sent at once or by a job."""

import pytest
from django.core import mail as django_mail

from accord.jobs.worker import Worker
from tests.factories.spaces import SpaceFactory


@pytest.mark.django_db(transaction=True)
def test_one_id_leads_from_the_request_to_the_letter(settings, client, lines, monkeypatch, tell):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
    settings.EMAIL_BACKEND = "accord.people.smtp.EmailBackend"
    sent = []

    def deliver(self, messages):
        sent.extend(messages)
        return len(messages)

    monkeypatch.setattr("django.core.mail.backends.smtp.EmailBackend.send_messages", deliver)
    SpaceFactory()

    answer = client.post("/sign-in/", {"email": "ana@marenda.test"})
    while Worker().round():
        pass

    number = answer["X-Request-ID"]
    assert [letter.extra_headers["X-Request-ID"] for letter in sent] == [number]
    assert f"X-Request-ID: {number}" in str(sent[0].message())
    followed = [line for line in lines.plain if number in line]
    assert any("accord.access" in line and "route=people:sign-in" in line for line in followed)
    assert any("accord.letters" in line and "A letter was sent" in line for line in followed)
    assert not any("ana@" in line for line in lines.plain)
    assert django_mail.outbox == []
    tell(*followed)
