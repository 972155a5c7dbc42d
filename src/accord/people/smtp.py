"""The way to a mail server; the settings choose it in place of Django's own."""

from collections.abc import Sequence
from smtplib import SMTPException, SMTPRecipientsRefused

from django.core.mail import EmailMessage
from django.core.mail.backends import smtp

from accord.people.mail import forget_failure, mark, note, note_failure


class EmailBackend(smtp.EmailBackend):
    """Django's own for a mail server, and what became of the letters."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            mark(message)
        try:
            sent: int = super().send_messages(email_messages)
        except SMTPRecipientsRefused as error:  # the server works; an address doesn't
            note("refused", len(email_messages), error)
            raise
        except (SMTPException, OSError) as error:
            note("failed", len(email_messages), error)
            note_failure(error)
            raise
        note("sent", sent)
        if sent:
            forget_failure()
        return sent
