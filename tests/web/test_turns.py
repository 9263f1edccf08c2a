"""Threads take turns more often while the server runs, and as before afterwards."""

import sys

from tahqiq.web.turns import TURN, short_turns


def test_turns_are_short_and_then_as_before() -> None:
    before = sys.getswitchinterval()
    with short_turns():
        assert abs(sys.getswitchinterval() - TURN) < 1e-6
    assert sys.getswitchinterval() == before
