"""A bench sheet: what techniques said of exhibits, and of the blank beside each. Where the blank answered
too, the result may not be called positive."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.lab.examinations.counted import standing_results
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.exercises.papers import booked_in, numbers, paper

TECHNIQUES = {"colour-test": "اختبار اللون", "thin-layer": "كروماتوغرافيا الطبقة الرقيقة"}
SUBSTANCES = ("amphetamine", "caffeine", "methamphetamine")
UNSURE, POSITIVE, NEGATIVE = "inconclusive", "positive", "negative"


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """Exhibits that are booked in, and the bench sheet."""
    spoiled, alike, others = planted(level), decoys(level), level
    exhibits = numbers(dice, spoiled + alike + others)
    booked_in(at, dice, exhibits)
    kinds = ["spoiled"] * spoiled + ["clean"] * alike + ["negative"] * others
    dice.shuffle(kinds)
    lines, found = ["ورقة المختبر: مادة المقارنة RM-07 قيست في اليوم نفسه"], []
    for number, kind in zip(exhibits, kinds, strict=True):
        technique, substance = dice.choice(sorted(TECHNIQUES)), dice.choice(SUBSTANCES)
        seen = "سلبي" if kind == "negative" else "إيجابي"
        blank = "إيجابي" if kind == "spoiled" else "سلبي"
        lines.append(f"المبرز {number}: {TECHNIQUES[technique]}، {substance}: {seen}؛ الشاهد: {blank}")
        says = {"spoiled": UNSURE, "clean": POSITIVE, "negative": NEGATIVE}[kind]
        found.append(
            Planted(
                f"{number} {technique} {substance}",
                says,
                f"{number}, {technique}, {substance}",
                decoy=kind != "spoiled",
            )
        )
    paper(at, "ورقة المختبر", lines)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """The results that were entered."""
    for kept in at.records(EXAMINATION).find(case=at.home, limit=500).records:
        for _, one in standing_results(kept.body):
            key = f"{kept.body.exhibit} {one.technique} {one.substance.strip().casefold()}"
            yield Claim(at.bench.door.people.get(one.by).id, key, one.outcome)


BLANKS = Exercise(
    "blanks", "/cases/{case}?tab=lab:exhibits", make, claims, ("lab-issued", "lab-other-case"), in_case=True
)
