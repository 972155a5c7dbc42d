from typing import Any

import factory

from accord.record.models import Subject
from accord.record.subjects import subject_inside


class SubjectFactory(factory.django.DjangoModelFactory):
    """Makes the address of a thing, and the thing."""

    class Meta:
        abstract = True

    @classmethod
    def subject_of(cls, fields: dict[str, Any]) -> Subject:
        raise NotImplementedError

    @classmethod
    def _create(cls, model_class, *args, **fields):
        fields.setdefault("subject", None)
        fields["subject"] = fields["subject"] or cls.subject_of(fields)
        return super()._create(model_class, *args, **fields)


def inside(thing: Any, kind: str, name: object) -> Subject:
    """An address inside a thing: its code, and this name."""
    return subject_inside(kind, name, parent=thing.subject)
