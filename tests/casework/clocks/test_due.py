"""What is due: how each obligation stands, the order, pages that lose nothing."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.clocks import AFTER, Due, Obligation, Period, Stop, deadline, due_list, standing
from tahqiq.kit.errors import WrongUse

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def owed(key: str, hours: int | None, met: int | None = None, stopped: bool = False) -> Obligation:
    """An obligation whose end is ``hours`` from now, None = beginning unknown; ``met`` hours from now."""
    end = None
    if hours is not None:
        begun = NOW + timedelta(hours=hours - 48)
        stops = [Stop(begun + timedelta(hours=1), None, "why", "by")] if stopped else []
        end = deadline(begun, Period(48, "hours"), AFTER, stops=stops)
    return Obligation(
        key, "review", f"record {key}", end, NOW + timedelta(hours=met) if met is not None else None
    )


@pytest.mark.parametrize(
    ("obligation", "stands"),
    [
        (owed("a", -1), "overdue"),
        (owed("b", None), "unknown"),
        (owed("c", 5), "soon"),
        (owed("d", 24 * 30), "later"),
        (owed("e", 5, stopped=True), "stopped"),
        (owed("f", 5, met=-1), "met"),
        (owed("g", -5, met=-1), "late"),
        (owed("h", None, met=-1), "met"),
        (owed("i", -1, met=3), "overdue"),
        (owed("j", 0), "soon"),
    ],
)
def test_how_it_stands(obligation: Obligation, stands: str) -> None:
    assert standing(obligation, NOW).standing == stands


def test_the_order_and_the_counts() -> None:
    page = due_list(
        [
            owed("later", 900),
            owed("b", -2),
            owed("a", -30),
            owed("?", None),
            owed("soon", 3),
            owed("done", -9, met=-20),
        ],
        NOW,
    )
    assert [item.obligation.key for item in page.items] == ["a", "b", "?", "soon", "later"]
    assert page.counts == {"overdue": 2, "unknown": 1, "soon": 1, "later": 1, "met": 1}
    assert page.items[0].left == timedelta(hours=-30)
    assert page.next == ""


@given(st.lists(st.one_of(st.none(), st.integers(-500, 500)), max_size=60), st.integers(1, 7))
def test_pages_are_the_whole_list_once(hours: list[int | None], limit: int) -> None:
    everything = [owed(str(number), one) for number, one in enumerate(hours)]
    whole = due_list(everything, NOW, limit=1000).items
    pages: list[Due] = []
    after = ""
    while True:
        page = due_list(reversed(everything), NOW, after=after, limit=limit)
        pages += page.items
        after = page.next
        if not after:
            break
    assert tuple(pages) == whole
    assert len(whole) == len(everything)


@pytest.mark.parametrize(("after", "limit"), [("", 0), ("", 1001), ("x", 5)])
def test_a_page_that_cannot_be(after: str, limit: int) -> None:
    with pytest.raises(WrongUse):
        due_list([], NOW, after=after, limit=limit)
