"""Two groups telephone among themselves. Some numbers spoke with members of both; others spoke with one, and
only rang the other, which did not answer."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.reasoning.exercises.case_files import CHARTED, call, charted, document, evening, phones


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The list of calls, and which number belongs to which group."""
    between, alike, size = planted(level), decoys(level), 3 + level
    numbers = phones(dice, between + alike + 2 * size)
    first, second = numbers[:size], numbers[size : 2 * size]
    bridges, others = numbers[2 * size : 2 * size + between], numbers[2 * size + between :]
    lines: list[Sequence[object]] = []

    def speak(one: str, group: Sequence[str], times: int, seconds: int | None = None) -> None:
        for _ in range(times):
            at_moment = evening(dice.randrange(2, 20)) + timedelta(seconds=dice.randrange(20_000))
            long = dice.randrange(20, 400) if seconds is None else seconds
            lines.append(call(one, dice.choice([two for two in group if two != one]), at_moment, long))

    for group in (first, second):
        for one in group:
            speak(one, group, 3)
    for one in bridges:
        speak(one, first, 2)
        speak(one, second, 2)
    for one in others:
        speak(one, first, 4)
        speak(one, second, 3, seconds=0)
    dice.shuffle(lines)
    document(at, "اتصالات.csv", [("caller", "callee", "date", "time", "duration"), *lines])
    told = [
        ("المجموعة الأولى",),
        *((one,) for one in first),
        ("المجموعة الثانية",),
        *((one,) for one in second),
    ]
    document(at, "المجموعتان.txt", told)
    found = [Planted(one, CHARTED, one) for one in bridges]
    return found + [Planted(one, "", one, decoy=True) for one in others]


GO_BETWEEN = Exercise("go-between", "/cases/{case}", make, charted, in_case=True)
