"""Calls with their cells. Some handsets used the cell of the meeting within its hour; others used it before
or on another evening, or a cell next to it."""

from collections.abc import Sequence
from datetime import timedelta
from random import Random

from tahqiq.desk import ActingDesktop
from tahqiq.desk.exercises.declaration import Exercise, Planted
from tahqiq.desk.exercises.invented import decoys, planted
from tahqiq.desks.reasoning.exercises.case_files import CHARTED, call, charted, document, evening, phones

LONG = timedelta(hours=1)


def make(at: ActingDesktop, dice: Random, level: int) -> list[Planted]:
    """The list of calls, and the note that names cell, evening and hour."""
    there, alike, others = planted(level), decoys(level), 4 * level
    numbers = phones(dice, 2 * (there + alike + others))
    cells = [f"41805-{dice.randrange(10, 90)}-{number}" for number in dice.sample(range(100, 999), 6)]
    cell, near = cells[0], cells[1]
    began = evening(dice.randrange(3, 9)) + timedelta(hours=dice.randrange(3))
    lines: list[Sequence[object]] = []
    found = []
    for place in range(there + alike + others):
        caller, called = numbers[2 * place : 2 * place + 2]
        inside = began + timedelta(seconds=dice.randrange(60, 3_500))
        if place < there:
            lines.append(call(caller, called, inside, dice.randrange(20, 90), cell))
            found.append(Planted(caller, CHARTED, caller))
        elif place < there + alike:
            way = place % 3
            moment = (
                inside - LONG - timedelta(minutes=5)
                if way == 0
                else inside - timedelta(days=1)
                if way == 1
                else inside
            )
            lines.append(call(caller, called, moment, dice.randrange(20, 90), near if way == 2 else cell))
            found.append(Planted(caller, "", caller, decoy=True))
        for _ in range(2):
            away = evening(dice.randrange(10, 25)) + timedelta(seconds=dice.randrange(9_000))
            lines.append(call(caller, called, away, dice.randrange(20, 400), dice.choice(cells[2:])))
    dice.shuffle(lines)
    document(at, "اتصالات.csv", [("caller", "callee", "date", "time", "duration", "cell"), *lines])
    note = [
        ("مذكرة الاجتماع",),
        (f"الخلية: {cell}",),
        (f"اليوم: {began:%Y-%m-%d}",),
        (f"من {began:%H:%M} إلى {began + LONG:%H:%M}",),
    ]
    document(at, "الاجتماع.txt", note)
    return found


MEETING = Exercise("meeting", "/cases/{case}", make, charted, in_case=True)
