"""Who reaches the threads: whoever may see the thing they start from."""

from tests.access.table import Route


def thread_of(name):
    def sample(at):
        subject = getattr(at, name).subject
        return [subject.kind, subject.code]

    return sample


ROUTES = [
    Route("thread:detail", sample=thread_of(name), variant=name)
    for name in ("idea", "theme", "decision", "commitment", "clause", "milestone")
]
