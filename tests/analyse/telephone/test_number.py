"""Questions about one number against plain Python over the same rows."""

import math
from collections import Counter, defaultdict
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.analyse.events.occurrences import COLUMNS, happened, talk
from tahqiq.analyse.events.quiet import bursts, log_tail, silences
from tahqiq.analyse.events.wheel import local, wheel_slots
from tahqiq.analyse.telephone.first_caller import openings
from tahqiq.analyse.telephone.frequency import frequencies
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.occasions import Tolerance

from .held import SCOPE, store

HOUR = 3_600_000_000
calls = st.lists(
    st.tuples(
        st.integers(1, 6), st.integers(1, 6), st.integers(0, 40) | st.none(), st.integers(0, 300) | st.none()
    ),
    min_size=1,
    max_size=60,
)


@settings(max_examples=25, deadline=None)
@given(calls)
def test_frequency_table(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[int, int, int | None, int | None]]
) -> None:
    spaced = [
        (a, b, None if hour is None else hour * 3600 + 60 * at, length)
        for at, (a, b, hour, length) in enumerate(rows)
    ]
    facts = store(
        tmp_path_factory.mktemp("facts"),
        [{"a": a, "b": b, "start": at, "seconds": length} for a, b, at, length in spaced],
    )
    kept, aside = talk(facts.columns_of(SCOPE, 1, COLUMNS), np.array([6]))
    table = frequencies(happened(kept, Tolerance()), 0)
    mine = [(b if a == 1 else a, a == 1, at, length) for a, b, at, length in spaced if 1 in (a, b) and a != b]
    talked = [item for item in mine if item[0] != 6]
    assert aside.self_calls == sum(a == b == 1 for a, b, _, _ in spaced)
    assert aside.service == len(mine) - len(talked)
    assert dict(zip(table.other.tolist(), table.events.tolist(), strict=True)) == dict(
        Counter(item[0] for item in talked)
    )
    outgoing: dict[int, int] = defaultdict(int)
    seconds: dict[int, int] = defaultdict(int)
    for other, out, _, length in talked:
        outgoing[other] += out
        seconds[other] += length or 0
    assert dict(zip(table.other.tolist(), table.outgoing.tolist(), strict=True)) == dict(outgoing)
    assert dict(zip(table.other.tolist(), table.seconds.tolist(), strict=True)) == dict(seconds)
    assert sorted(table.events.tolist(), reverse=True) == table.events.tolist()


@given(
    st.lists(st.integers(0, 2_000_000_000), max_size=40),
    st.sampled_from(["Asia/Baghdad", "Europe/Berlin", "UTC"]),
)
def test_wheel(moments: list[int], zone: str) -> None:
    from zoneinfo import ZoneInfo

    slots = wheel_slots(local(np.array(moments, dtype=np.int64) * 1_000_000, zone))
    counts = np.bincount(slots, minlength=168).reshape(7, 24)
    told = Counter(
        (at.weekday(), at.hour)
        for at in (datetime.fromtimestamp(moment, UTC).astimezone(ZoneInfo(zone)) for moment in moments)
    )
    assert {
        (day, hour): int(counts[day, hour]) for day in range(7) for hour in range(24) if counts[day, hour]
    } == dict(told)


@given(st.lists(st.tuples(st.integers(1, 3), st.booleans(), st.integers(0, 100)), max_size=50))
def test_openings(events: list[tuple[int, bool, int]]) -> None:
    ordered = sorted(events, key=lambda item: item[2])
    rows: Columns = {
        "other": np.array([item[0] for item in ordered], dtype=np.int32),
        "out": np.array([item[1] for item in ordered], dtype=np.bool_),
        "start": np.array([item[2] * HOUR + at for at, item in enumerate(ordered)], dtype=np.int64),
    }
    found = openings(rows, 8.0)
    last: dict[int, int] = {}
    opened: Counter[int] = Counter()
    conversations: Counter[int] = Counter()
    for at, (other, out, hour) in enumerate(ordered):
        moment = hour * HOUR + at
        if other not in last or moment - last[other] > 8 * HOUR:
            conversations[other] += 1
            opened[other] += out
        last[other] = moment
    assert dict(zip(found.other.tolist(), found.conversations.tolist(), strict=True)) == dict(conversations)
    assert {
        other: count
        for other, count in zip(found.other.tolist(), found.opened.tolist(), strict=True)
        if count
    } == {k: v for k, v in opened.items() if v}


def test_a_burst_and_a_silence() -> None:
    day = 24 * HOUR
    steady = [at * 6 * HOUR for at in range(400)]
    moments = np.array(
        sorted(
            [
                *steady[:200],
                *(50 * day + at * 240_000_000 for at in range(14)),
                *(moment + 10 * day for moment in steady[200:]),
            ]
        )
    )
    found = bursts(moments, 2.0, 4, 9.2)
    assert len(found) == 1
    assert found[0].events >= 14
    assert found[0].surprise > 9.2
    quiet = silences(moments, 10.0, 48.0)
    assert [round((item.end - item.begin) / day) for item in quiet] == [10]
    assert bursts(moments[:3], 2.0, 4, 9.2) == []
    assert silences(moments[:2], 10.0, 48.0) == []


@pytest.mark.parametrize(("count", "mean"), [(0, 3.0), (1, 0.5), (5, 2.0), (3, 9.0), (40, 10.0)])
def test_poisson_tail(count: int, mean: float) -> None:
    below = sum(math.exp(-mean) * mean**k / math.factorial(k) for k in range(count))
    assert log_tail(count, mean) == pytest.approx(math.log(1 - below) if below else 0.0, rel=1e-4, abs=1e-9)


def test_one_event_told_by_two_sources_counts_once(tmp_path: Path) -> None:
    row: dict[str, object] = {"a": 1, "b": 2, "start": 100, "seconds": 30}
    facts = store(tmp_path, [row, {**row, "start": 101}], sources=2)
    rows = happened(talk(facts.columns_of(SCOPE, 1, COLUMNS), np.zeros(0, dtype=np.int64))[0], Tolerance())
    assert (len(rows["start"]), rows["records"].tolist()) == (1, [2])
