"""Judged by how an exhibit stands, an act is told the same, and refused for the same, as judged by all acts
before it."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from tahqiq.desk.custody import Doing, Step, chain
from tahqiq.desk.exhibit_state import Odd, Standing, follows, stands, walk_of, went_on
from tahqiq.kit.errors import Conflict

BEGAN = datetime(2026, 3, 1, 8, tzinfo=UTC)
DOING: tuple[Doing, ...] = (
    "sealed",
    "opened",
    "handed",
    "split",
    "consumed",
    "weighed",
    "handed",
    "sealed",
    "opened",
    "disposed",
)


def act(dice: random.Random, number: int, exhibits: list[str], holders: dict[str, str]) -> Step:
    """Something that may be possible or not."""
    what, exhibit = dice.choice(DOING), dice.choice(exhibits)
    if what == "disposed" and dice.random() < 0.8:
        what = "weighed"
    by = holders.get(exhibit, "A") if dice.random() < 0.9 else "Z"
    happened = BEGAN + timedelta(minutes=number)
    return Step(
        id=f"a{number}",
        what=what,
        exhibit=exhibit,
        happened=happened,
        recorded=happened + timedelta(hours=dice.choice((0, 0, 30))),
        by=by,
        why=dice.choice(("فحص", "فحص", "")),
        amount=f"{dice.randrange(1, 120)}.{dice.randrange(10)}"
        if what in ("weighed", "consumed") or dice.random() < 0.2
        else "",
        taker=dice.choice("ABC"),
        seal=f"S{dice.randrange(6)}",
        parts=[f"{exhibit}.{number}={dice.choice(('', '1.5', '2'))}"],
        lost=dice.choice(("", "0.1")),
        accepted=dice.choice(("", "chief", "A")),
        order=dice.choice(("", "7/2026")),
        second=dice.choice(("", "W")),
    )


@pytest.mark.parametrize("seed", range(60))
def test_an_act_is_judged_the_same_by_what_stands_and_by_all_acts(seed: int) -> None:
    dice = random.Random(seed)
    first = Step(
        id="t",
        what="taken",
        exhibit="E",
        happened=BEGAN,
        recorded=BEGAN,
        by="A",
        amount=dice.choice(("", "100", "100.5")),
    )
    steps, walked = [first], chain([first])
    standing, refused, done = stands(steps, walked), 0, 0
    for number in range(1, 120):
        holders = {name: walked.exhibit(name).holder for name in walked.exhibits}
        step = act(dice, number, list(walked.exhibits), holders)
        assert follows(standing, step)
        used = [one.seal for one in steps if one.what == "sealed"]
        further = chain([*steps, step])
        impossible = next((one for one in further.findings if one.impossible), None)
        if impossible is not None:
            refused += 1
            with pytest.raises(Conflict) as found:
                went_on(standing, step, used)
            assert (found.value.code, found.value.params) == (impossible.code, impossible.filling())
            continue
        standing, odd = went_on(standing, step, used)
        done += 1
        steps, walked = [*steps, step], further
        assert odd == [Odd.of(one) for one in further.findings if one.act == step.id]
        assert standing.model_copy(update={"recorded": BEGAN}) == stands(steps, walked).model_copy(
            update={"recorded": BEGAN}
        )
        again = Standing.model_validate_json(standing.model_dump_json())
        assert walk_of(again).balance("E") == walked.balance("E")
    assert refused > 5
    assert done > 0
