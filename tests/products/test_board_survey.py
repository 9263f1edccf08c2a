"""What an expansion would bring: the numbers of the chart, in a period, of a case, of what was not seen; and
that nothing else is brought."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.products.board_survey import Candidate, Surveyed, Wanted
from tahqiq.workbench import Workbench
from tests.collected import collected

START = datetime(2026, 3, 1, tzinfo=UTC)
OWN = ("9647901234567", "9647907654321")
RANDOM = random.Random(14)
CALLS = [
    (
        *((own, other) if RANDOM.random() < 0.6 else (other, own)),
        START + timedelta(hours=RANDOM.randrange(40 * 24), seconds=at),
    )
    for at, (own, other) in enumerate(
        (RANDOM.choice(OWN), f"96478{RANDOM.randrange(12):08d}") for _ in range(300)
    )
]
SHEETS = {
    "people.csv": "name,phone\nAli Hasan,9647901234567\nSara Ahmed,9647907654321\n",
    "calls.csv": "calling number,called number,start time,duration\n"
    + "".join(f"{a},{b},{at:%Y-%m-%d %H:%M:%S}Z,30\n" for a, b, at in CALLS),
}


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    with collected(tmp_path_factory.mktemp("survey"), SHEETS) as opened:
        yield opened


@pytest.fixture(scope="module")
def ids(bench: Workbench) -> dict[str, str]:
    """Phone numbers by their digits."""
    rows = bench.workspace.database.query("SELECT id, key FROM node WHERE schema='PhoneNumber'")
    return {str(key).lstrip("+"): node.hex() for node, key in rows if isinstance(node, bytes)}


def counted(since: datetime | None, until: datetime | None) -> dict[str, tuple[int, int]]:
    """The truth, from what was written: calls by the two own numbers to each other number, and from it."""
    found: dict[str, tuple[int, int]] = {}
    for a, b, at in CALLS:
        if (since is None or at >= since) and (until is None or at < until):
            other = b if a in OWN else a
            out, back = found.get(other, (0, 0))
            found[other] = (out + (a in OWN), back + (b in OWN))
    return found


def phones(told: Surveyed) -> tuple[Candidate, ...]:
    return next((kind.strongest for kind in told.kinds if kind.schema == "PhoneNumber"), ())


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (None, None),
        (START + timedelta(days=9), None),
        (None, START + timedelta(days=3)),
        (START + timedelta(days=5), START + timedelta(days=6)),
    ],
)
def test_the_numbers_are_those_of_the_chart_and_of_the_period(
    bench: Workbench, ids: dict[str, str], since: datetime | None, until: datetime | None
) -> None:
    asked = [ids[own] for own in OWN]
    told = bench.survey(asked, asked, Wanted(since=since, until=until, named=100))
    names = {identity: digits for digits, identity in ids.items()}
    assert {names[one.id]: (one.out, one.back) for one in phones(told)} == counted(since, until)
    weights = [one.out + one.back + one.stated for one in phones(told)]
    assert weights == sorted(weights, reverse=True)
    people = next(kind for kind in told.kinds if kind.schema == "Person")
    assert (people.fits, told.undated) == (
        (2, 0) if since is until is None else (0, 2)
    )  # whose number it is has no date
    if since is until is None:
        drawn = bench.draw([*asked, *(one.id for one in phones(told))])
        for one in phones(told):
            lines = [
                line for line in drawn.lines if one.id in (line["a"], line["b"]) and line["kind"] == "fact"
            ]
            assert sum(line["weight"] for line in lines) == one.out + one.back
            assert (min(line["first"] for line in lines), max(line["last"] for line in lines)) == (
                one.first,
                one.last,
            )
            assert {end for line in lines for end in (line["a"], line["b"])} - {one.id} == set(one.of)


def test_only_what_is_chosen_comes_and_the_rest_stays_counted(bench: Workbench, ids: dict[str, str]) -> None:
    asked = [ids[own] for own in OWN]
    told = bench.survey(asked, asked, Wanted(least=20))
    kind = next(kind for kind in told.kinds if kind.schema == "PhoneNumber")
    heavy = {digits for digits, (out, back) in counted(None, None).items() if out + back >= 20}
    assert {ids[digits] for digits in heavy} == set(kind.ids)
    assert (kind.fits, kind.hidden) == (len(heavy), 12)
    chosen = list(kind.ids[:2])
    before = {item["id"]: item["linked"] for item in bench.draw(asked).items}
    came = [part for _, part in bench.expand_each(asked, asked, limit=len(chosen), only=chosen)]
    assert {item["id"] for part in came for item in part.drawn.items} == set(chosen)
    assert {
        item["id"]: item["linked"] for item in bench.draw([*asked, *chosen]).items
    }.items() >= before.items()
    light = bench.survey(asked, asked, Wanted(lightest=True))
    assert [one.out + one.back for one in phones(light)] == sorted(
        sum(pair) for pair in counted(None, None).values()
    )[:8]


def test_only_what_the_case_knows_and_only_what_is_on_no_chart(
    bench: Workbench, ids: dict[str, str], tmp_path: Path
) -> None:
    asked = [ids[OWN[0]]]
    whole = next(kind for kind in bench.survey(asked, asked, Wanted()).kinds if kind.schema == "PhoneNumber")
    bench.open_case("Another")
    other = next(digits for digits, identity in ids.items() if identity == whole.ids[0])
    file = tmp_path / "seen.csv"
    file.write_text(f"name,phone\nKarim Own,{other}\n", "utf-8")
    bench.collect([file], bench.deposit("Another"))
    known = next(
        kind
        for kind in bench.survey(asked, asked, Wanted(), known_to="Another").kinds
        if kind.schema == "PhoneNumber"
    )
    assert (known.ids, known.hidden) == ((whole.ids[0],), whole.hidden)
    bench.documents.make(
        "Another", "chart", "Seen", {"items": [{"entity": one, "x": 0, "y": 0} for one in whole.ids[1:4]]}
    )
    unseen = next(
        kind
        for kind in bench.survey(asked, asked, Wanted(), not_charted_in="Another").kinds
        if kind.schema == "PhoneNumber"
    )
    assert set(unseen.ids) == set(whole.ids) - set(whole.ids[1:4])
