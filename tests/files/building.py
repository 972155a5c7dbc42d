"""Files as a browser sends them, and who attaches them to what."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from accord.files import storage
from accord.files.actions import attach_file
from tests.factories.processes import AppointmentFactory
from tests.factories.viewers import viewer_of
from tests.files.hostile import pdf

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def sent(content=None, name="Budget 2027.pdf"):
    return SimpleUploadedFile(name, pdf() if content is None else content)


def planner_of(process):
    return AppointmentFactory(process=process, role="planner").person


def attach(thing, person, upload=None, description="How the budget was made"):
    return attach_file(
        viewer=viewer_of(person),
        thing=thing,
        upload=upload or sent(),
        description=description,
        language="en",
    )


def signed_in(person):
    client = Client()
    client.force_login(person, backend=BACKEND)
    return client


def bytes_of(key):
    with storage.file_storage().open(key) as file:
        return file.read()
