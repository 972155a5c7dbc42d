"""No idea of the demo has a thread that breaks off, and the story's leads to a promise and back."""

from tests.journeys.crawling import Crawl, kind_of
from tests.journeys.thread_line import BACKWARD, FORWARD, line_of

STORY = "Que analicen el agua de los pozos"
LISTS = {"spaces:home", "processes:list", "processes:detail", "ideas:list", "contributions:page"}
THREADS = "thread:detail"


def test_no_thread_of_an_idea_has_a_dead_end(visitor, tell):
    found = Crawl(visitor, lambda path, alike: path == "/" or kind_of(path) in {*LISTS, THREADS})
    starts = [page for page in found.pages[THREADS] if page.startswith("/threads/idea/")]

    lines = [line_of(visitor, start) for start in starts]

    story = next(line for line in lines if STORY in visitor.get(line.start).body)
    tell(f"{len(lines)} threads of ideas", story.told())
    assert len(lines) > 100
    assert {line.start: line.dead_ends for line in lines if line.dead_ends} == {}
    assert story.kinds == FORWARD
    walks = [list(dict.fromkeys(kinds)) for kinds in story.backward.values()]
    assert walks == [BACKWARD] * 3  # of commitment, clause and milestone
