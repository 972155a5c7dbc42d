"""The request of somebody who is signed in, as the views of staff pages get it."""

from django.http import HttpRequest

from accord.people.models import Person


class PersonRequest(HttpRequest):
    user: Person
