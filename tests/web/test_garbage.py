"""The server looks for garbage more rarely while it runs, and leaves Python as it was."""

import gc
from collections.abc import Iterator

import pytest

from tahqiq.web.garbage import SELDOM, seldom


@pytest.fixture
def nothing_left_out() -> Iterator[None]:
    """As in a process that is no run of tests, which leave out what they loaded (``tests/conftest.py``)."""
    gc.unfreeze()
    yield
    gc.freeze()


@pytest.mark.usefixtures("nothing_left_out")
def test_it_looks_more_rarely_and_then_as_before() -> None:
    before = gc.get_threshold()
    with seldom():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > 0
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)


def test_what_was_left_out_before_stays_so() -> None:
    before, left_out = gc.get_threshold(), gc.get_freeze_count()
    assert left_out > 0
    with seldom():
        assert gc.get_threshold() == SELDOM
    assert gc.get_threshold() == before
    assert 0 < gc.get_freeze_count() <= left_out
