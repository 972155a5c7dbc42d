"""How soon a child that ended is started again."""

import pytest

from accord.config import serve


class Child:
    """One that has ended."""

    pid, returncode = 2**30, 1

    def poll(self):
        return self.returncode


@pytest.fixture
def clock(monkeypatch):
    times = [1000.0]
    monkeypatch.setattr(serve.time, "monotonic", lambda: times[-1])
    return times


def pauses(clock, lives):
    """After each of these lives, in seconds, how long until the next."""
    supervisor = serve.Supervisor({"web": ["true"]})
    found = []
    for life in lives:
        supervisor.children["web"] = Child()
        supervisor.started_at["web"] = clock[-1]
        clock.append(clock[-1] + life)
        supervisor.restart_the_dead()
        found.append(round(supervisor.start_at.pop("web") - clock[-1], 1))
    return found


def test_who_fails_at_the_start_is_tried_less_and_less_often(clock):
    assert pauses(clock, [1] * 8) == [0.4, 0.8, 1.6, 3.2, 6.4, 12.8, 25.6, 30]


def test_who_has_lived_well_is_back_at_once_however_often_it_ended_before(clock):
    assert pauses(clock, [1, 1, 1, 7200, 7200]) == [0.4, 0.8, 1.6, 0.4, 0.4]
