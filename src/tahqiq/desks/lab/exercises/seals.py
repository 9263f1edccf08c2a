"""Exhibits come with a letter of the court. On some packages another seal is than in the letter; of others
the letter only writes the digits otherwise."""

from collections.abc import Iterable
from random import Random

from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim, Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.exercises.papers import DIGITS, LATIN, LOOKS, numbers, paper


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The letter, and the note of who took the packages in."""
    wrong, alike, others = planted(level), decoys(level), 2 * level
    exhibits = numbers(dice, wrong + alike + others)
    kinds = ["wrong"] * wrong + ["alike"] * alike + ["same"] * others
    dice.shuffle(kinds)
    letter, counter, found = ["كتاب المحكمة: المبرزات المرسلة"], ["ورقة الشباك: ما يُرى على الغلاف"], []
    for number, kind in zip(exhibits, kinds, strict=True):
        digits = dice.sample("123456789", 4)
        told = "".join(digits)
        while kind == "wrong" and told == "".join(digits):
            digits[1], digits[2] = digits[2], digits[1]
        seal = f"S-{''.join(digits)}"
        look = dice.choice(LOOKS)
        letter.append(
            f"المبرز {number}: {look}، الختم S-{told.translate(DIGITS) if kind == 'alike' else told}"
        )
        counter.append(f"المبرز {number}: {look}، الغلاف سليم، على الغلاف الختم {seal}")
        if kind != "same":
            found.append(Planted(number, seal, number, decoy=kind == "alike"))
    paper(at, "كتاب المحكمة", letter)
    paper(at, "ورقة الشباك", counter)
    return found


def claims(at: Desktop) -> Iterable[Claim]:
    """Under which seal each exhibit was booked in."""
    for kept in at.records(EXAMINATION).find(case=at.home, limit=500).records:
        yield Claim(kept.by, kept.body.exhibit, kept.body.seal.upper().replace(" ", "").translate(LATIN))


SEALS = Exercise(
    "seals",
    "/desks/lab/forms/receipt",
    make,
    claims,
    ("lab-exhibit-there", "moment-field-ahead", "moment-field-order", "lab-receipt-other"),
    in_case=True,
)
