"""Tablets in bags: the court's letter says how many there are, the count on the bench says what there is. The
sample is drawn from what was counted."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.exercises.papers import booked_in, numbers, paper


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Exhibits that are booked in, the letter and the count."""
    wrong, alike = planted(level), decoys(level)
    exhibits = numbers(dice, wrong + alike)
    booked_in(at, dice, exhibits)
    kinds = ["wrong"] * wrong + ["same"] * alike
    dice.shuffle(kinds)
    letter, count, found = ["كتاب المحكمة: عدد الأقراص"], ["ورقة العد: الأقراص في كل كيس"], []
    for number, kind in zip(exhibits, kinds, strict=True):
        bags = [dice.randrange(8, 40) for _ in range(level + 1)]
        units = sum(bags)
        told = units if kind == "same" else units + dice.choice((-3, -2, 2, 3))
        letter.append(f"المبرز {number}: {told} قرصاً في {len(bags)} أكياس")
        count.append(f"المبرز {number}: {' + '.join(map(str, bags))}")
        found.append(Planted(number, str(units), number, decoy=kind == "same"))
    paper(at, "كتاب المحكمة", letter)
    paper(at, "ورقة العد", count)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """From how many units samples were drawn."""
    for kept in at.records(EXAMINATION).find(case=at.home, limit=500).records:
        for one in kept.body.picked:
            yield Claim(at.bench.door.people.get(one.by).id, kept.body.exhibit, str(one.units))


UNITS = Exercise(
    "units",
    "/cases/{case}?tab=lab:exhibits",
    make,
    claims,
    ("lab-sampling-none", "lab-issued"),
    in_case=True,
)
