import hashlib
import tempfile
from pathlib import Path

import factory
from django.utils import timezone

from accord.files import storage
from accord.files.actions import number_file
from accord.files.models import Attachment, StoredFile
from tests.factories.processes import ProcessFactory
from tests.factories.spaces import SpaceFactory
from tests.factories.subjects import SubjectFactory


class StoredFileFactory(factory.django.DjangoModelFactory):
    """A file with its bytes in the store; none is like another unless `content` says so."""

    class Meta:
        model = StoredFile
        skip_postgeneration_save = True

    class Params:
        is_picture = factory.Trait(
            kind="png",
            width=640,
            height=400,
            small_width=480,
            small_height=300,
            small_size=len(b"small picture"),
        )

    content = factory.Sequence(lambda n: f"Paper {n}\n".encode())
    space = factory.SubFactory(SpaceFactory)
    digest = factory.LazyAttribute(lambda made: hashlib.sha256(made.content).hexdigest())
    size = factory.LazyAttribute(lambda made: len(made.content))
    kind = "txt"
    uploaded_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, content, **fields):
        made = super()._create(model_class, *args, **fields)
        put(made.key, content)
        if made.small_size:
            put(made.small_key, b"small picture")
        return made


def put(key, content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "content"
        path.write_bytes(content)
        storage.keep(key, path)


class AttachmentFactory(SubjectFactory):
    """A paper of a public process."""

    class Meta:
        model = Attachment
        exclude = ["space", "is_picture"]
        skip_postgeneration_save = True

    @classmethod
    def subject_of(cls, fields):
        return number_file(fields["about"])

    space = factory.SubFactory(SpaceFactory)
    is_picture = False
    about = factory.LazyAttribute(lambda made: ProcessFactory(space=made.space).subject)
    file = factory.SubFactory(
        StoredFileFactory,
        space=factory.SelfAttribute("..space"),
        is_picture=factory.SelfAttribute("..is_picture"),
    )
    role = "paper"
    name = factory.LazyAttribute(lambda made: f"paper.{made.file.kind}")
    description = "How the budget was made"
    language = "en"
    attached_at = factory.LazyFunction(timezone.now)
