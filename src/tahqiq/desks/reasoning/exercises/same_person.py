"""Two lists of people. Some stand in both, spelled in two scripts, with one day of birth; others only have
one name."""

from collections.abc import Iterable
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, people, planted
from tahqiq.desks.reasoning.exercises.case_files import document
from tahqiq.kit.errors import NotFound
from tahqiq.model.entity import Entity

SAYS, APART = "same", "different"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The two lists."""
    same, alike, others = planted(level), decoys(level), 2 * level
    crowd = people(dice, same + alike + 2 * others)
    first, second = list[tuple[str, str]](), list[tuple[str, str]]()
    found = []
    for place, one in enumerate(crowd):
        own, other = (one.name, one.born.isoformat()), (one.other, one.born.isoformat())
        if place >= same + alike:
            (first if place % 2 else second).append(own if place % 2 else other)
            continue
        decoy = place >= same
        if decoy:
            other = (one.other, (one.born + timedelta(days=dice.randrange(700, 5_000))).isoformat())
        first.append(own)
        second.append(other)
        found.append(
            Planted(
                _pair(" ".join(own), " ".join(other)),
                APART if decoy else SAYS,
                f"{own[0]} {own[1]} / {other[0]} {other[1]}",
                decoy=decoy,
            )
        )
    dice.shuffle(first)
    dice.shuffle(second)
    document(at, "قائمة المركز.csv", [("name", "birth date"), *first])
    document(at, "travellers.csv", [("name", "birth date"), *second])
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """The identity decisions that people made."""
    scope, workspace = at.bench.scope("work", at.home), at.bench.workspace
    told: dict[bytes, str] = {}
    for one in workspace.judgements.after():
        if one.machine or one.verdict not in (SAYS, APART):
            continue
        try:
            ends = [
                told.setdefault(node, _called(workspace.reading.entity(scope, node.hex())[1]))
                for node in (one.left_id, one.right_id)
            ]
        except NotFound:
            continue
        yield Claim(one.actor, _pair(*ends), one.verdict)


def _called(entity: Entity) -> str:
    values = {one.prop: one.value for one in entity.statements}
    return f"{values.get('name', '')} {values.get('birthDate', '')}"


def _pair(*ends: str) -> str:
    return " | ".join(sorted(ends))


SAME_PERSON = Exercise(
    "same-person",
    "/review",
    make,
    claims,
    ("refused-by-policy", "judge-kinds-differ", "judge-itself", "reason-needed"),
    in_case=True,
)
