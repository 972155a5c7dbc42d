"""The guard beside every test sees the actions that are run; this sees all that are written."""

from tests.record.every_action import EXCUSED, silent_actions


def test_every_action_ends_in_an_event_or_is_excused_by_name():
    every, silent = silent_actions()

    assert len(every) > 80
    assert set(silent) == EXCUSED.keys()
