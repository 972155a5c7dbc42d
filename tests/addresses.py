"""Addresses of things by their public names."""

from django.urls import reverse


def named(thing):
    """Kind and code, as routes take them."""
    return [thing.subject.kind, thing.subject.code]


def of_call(activity, page="list"):
    """A page of an activity's own."""
    return activity.type.address(page, activity)


def data_of(activity, ending):
    """A file of what was shared in it."""
    return reverse("processes:data", args=[activity.process.slug, activity.slug, ending])
