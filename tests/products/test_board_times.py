"""The bar of time: every event of a line once, in the hour, day or week of the zone in which it began, with
exact sums; and nothing for those outside."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tahqiq.kit.errors import WrongUse
from tahqiq.products.board_times import By
from tahqiq.workbench import Workbench
from tests.collected import collected

ZONE = ZoneInfo("Europe/Berlin")  # clocks that are put forward within the time looked at
RANDOM = random.Random(3)
NUMBERS = [f"96478{at:08d}" for at in range(4)]


def call(at: int) -> tuple[str, str, datetime]:
    a, b = RANDOM.sample(NUMBERS, 2)
    return (
        a,
        b,
        datetime(2026, 3, 20, tzinfo=UTC) + timedelta(minutes=RANDOM.randrange(20 * 24 * 60), seconds=at),
    )


CALLS = [call(at) for at in range(240)]
OTHER = [
    (a, b, at + timedelta(seconds=2)) for a, b, at in CALLS[::3]
]  # the other operator tells of the same calls
PAID = [
    (
        "IQ98NBIQ850123456789012",
        "IQ20CBIQ861800101010500",
        f"{RANDOM.randrange(1, 10**7)}.{RANDOM.randrange(1000):03d}",
        at,
    )
    for at in range(1, 25)
]


def calls(rows: list[tuple[str, str, datetime]]) -> str:
    return "calling number,called number,start time,duration\n" + "".join(
        f"{a},{b},{at:%Y-%m-%d %H:%M:%S}Z,30\n" for a, b, at in rows
    )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(
        tmp_path_factory.mktemp("times"), {"calls.csv": calls(CALLS), "other.csv": calls(OTHER)}
    ) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(bench: Workbench) -> dict[str, str]:
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return {str(key).lstrip("+"): node.hex() for node, key in rows if isinstance(node, bytes)}


def begin(at: datetime, by: By) -> str:
    local = at.astimezone(ZONE)
    if by == "hour":
        return f"{local:%Y-%m-%dT%H:00}"
    return f"{local - timedelta(days=local.weekday() if by == 'week' else 0):%Y-%m-%dT00:00}"


@pytest.mark.parametrize("by", ["hour", "day", "week"])
def test_every_event_counts_once_in_its_bin(bench: Workbench, ids: dict[str, str], by: By) -> None:
    told = bench.times(list(ids.values()), by, ZONE.key)
    truth = Counter((begin(at, by), ids[a], ids[b]) for a, b, at in CALLS)
    found: Counter[tuple[str, str, str]] = Counter()
    for line in told.lines:
        for place, out, back in line.cells:
            found[told.bins[place], line.a, line.b] += out
            found[told.bins[place], line.b, line.a] += back
    assert +found == truth
    assert list(told.bins) == sorted(told.bins)
    drawn = {
        frozenset((line["a"], line["b"])): line
        for line in bench.draw(list(ids.values())).lines
        if line["kind"] == "fact"
    }
    for line in told.lines:
        shown = drawn[frozenset((line.a, line.b))]
        out, back = (sum(cell[at] for cell in line.cells) for at in (1, 2))
        assert (out, back) == (
            (shown["events"]["out"], shown["events"]["in"])[:: 1 if shown["a"] == line.a else -1]
        )


@pytest.mark.parametrize("by", ["hour", "day", "week"])
def test_the_list_behind_a_line_is_of_the_same_part_of_the_time_as_its_number(
    bench: Workbench, ids: dict[str, str], by: By
) -> None:
    told = bench.times(list(ids.values()), by, ZONE.key)
    bounds = [
        ("", ""),
        *((RANDOM.choice(told.bins), RANDOM.choice([*told.bins, ""])) for _ in range(6)),
        ("", told.bins[len(told.bins) // 2]),
    ]
    for line in told.lines:
        for since, until in bounds:
            inside = [
                cell
                for cell in line.cells
                if told.bins[cell[0]] >= since and (not until or told.bins[cell[0]] < until)
            ]
            out, back = (sum(cell[at] for cell in inside) for at in (1, 2))
            behind = bench.behind(
                line.a, line.b, "fact", line.label, list(ids.values()), 500, 0, since, until, ZONE.key
            )
            assert (behind.out, behind.back, behind.total, len(behind.told)) == (
                out,
                back,
                out + back,
                out + back,
            )
            assert behind.records == sum(len(one.records) for one in behind.told)


def test_amounts_are_summed_exactly_and_in_their_direction(tmp_path_factory: pytest.TempPathFactory) -> None:
    sheet = "from account,to account,amount,currency,date\n" + "".join(
        f"{a if at % 3 else b},{b if at % 3 else a},{value},IQD,2026-04-{at:02d}\n"
        for a, b, value, at in PAID
    )
    with collected(tmp_path_factory.mktemp("paid"), {"payments.csv": sheet}) as bench:
        rows = bench.workspace.database.query("SELECT id FROM node WHERE schema='BankAccount'")
        told = bench.times(
            [node.hex() for (node,) in rows if isinstance(node, bytes)], "week", "Asia/Baghdad"
        )
    (line,) = told.lines
    sums = sorted(sum(Decimal(one[at]) for one in line.sums) for at in (2, 3))
    assert sums == sorted(
        sum(Decimal(value) for *_, value, at in PAID if bool(at % 3) is way) for way in (True, False)
    )
    assert sum(out + back for _, out, back in line.cells) == len(PAID)


def test_nothing_between_two_that_are_not_there_and_no_zone_of_fantasy(
    bench: Workbench, ids: dict[str, str]
) -> None:
    assert bench.times([next(iter(ids.values())), "ab" * 16], "day", "UTC").lines == ()
    assert bench.times([], "day", "UTC").bins == ()
    with pytest.raises(WrongUse):
        bench.times([], "day", "Mars/Olympus")


PARTS = [
    ("", ""),
    ("2026-03-24T00:00", "2026-03-31T00:00"),
    ("2026-03-29T01:00", "2026-03-29T05:00"),
    ("", "2026-03-21T12:00"),
]


@pytest.mark.parametrize(("since", "until"), PARTS)
def test_the_line_of_time_counts_what_the_bar_of_time_counts(
    bench: Workbench, ids: dict[str, str], since: str, until: str
) -> None:
    truth = [
        (a, b, at)
        for a, b, at in CALLS
        if (not since or at.astimezone(ZONE) >= moment(since))
        and (not until or at.astimezone(ZONE) < moment(until))
    ]
    told = bench.happened(list(ids.values()), since, until, ZONE.key, limit=5)
    assert (told.total, told.whole, told.untimed) == (len(truth), len(CALLS), 0)
    assert Counter(dict(zip(told.bins, told.counts, strict=True))) == Counter(
        begin(at, told.by) for _, _, at in truth
    )
    lanes = {lane.id: {told.bins[place]: count for place, count in lane.cells} for lane in told.lanes}
    for number, item in ids.items():
        assert lanes.get(item, {}) == Counter(begin(at, told.by) for a, b, at in truth if number in (a, b))
    assert [event.at for event in told.events] == [
        f"{at:%Y-%m-%dT%H:%M:%SZ}" for at in sorted(at for _, _, at in truth)[:5]
    ]


def test_events_of_one_end_alone_are_those_of_both_and_of_others(
    bench: Workbench, ids: dict[str, str]
) -> None:
    (number, item), *_ = ids.items()
    assert bench.happened([item]).total == sum(number in (a, b) for a, b, _ in CALLS)
    assert bench.happened([item], "2027-01-01T00:00").total == 0


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZONE)
