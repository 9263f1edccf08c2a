"""The server looks for garbage more rarely while it runs, and leaves Python as it was."""

import gc

from tahqiq.web.garbage import SELDOM, seldom


def test_it_looks_more_rarely_and_then_as_before() -> None:
    before, frozen = gc.get_threshold(), gc.get_freeze_count()
    with seldom():
        assert gc.get_threshold() == SELDOM
        assert gc.get_freeze_count() > frozen
    assert (gc.get_threshold(), gc.get_freeze_count()) == (before, 0)
