"""No idea of the demo has a thread that breaks off, and the story's leads to a promise and back."""

from tests.journeys.crawling import Answer, Crawl, Fetcher, kind_of
from tests.journeys.thread_line import BACKWARD, FORWARD, line_of

STORY = "Que analicen el agua de los pozos"
LISTS = {"spaces:home", "processes:list", "processes:detail", "ideas:list", "ideas:detail"}
THREADS = "responses:thread-contribution"


class Remembering(Fetcher):
    """Threads share most of their pages: each is asked for once."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.answers: dict[str, Answer] = {}

    def get(self, path: str, referrer: str = "") -> Answer:
        if path not in self.answers:
            self.answers[path] = super().get(path, referrer)
        return self.answers[path]


def test_no_thread_of_an_idea_has_a_dead_end(site, tell):
    reader = Remembering(site.url)
    found = Crawl(reader, lambda path, alike: path == "/" or kind_of(path) in {*LISTS, THREADS})
    starts = found.pages[THREADS]

    lines = [line_of(reader, start) for start in starts]

    story = next(line for line in lines if STORY in reader.get(line.start).body)
    tell(f"{len(lines)} threads of ideas, {len(reader.answers)} pages", story.told())
    reader.close()
    assert len(lines) > 100
    assert {line.start: line.dead_ends for line in lines if line.dead_ends} == {}
    assert story.kinds == FORWARD
    assert list(story.backward.values()) == [BACKWARD] * 3  # of commitment, clause and milestone
