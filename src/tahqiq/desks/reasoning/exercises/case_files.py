"""The documents of an exercise in a case, and what trainees say about them: on charts, and by matching."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from random import Random

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.exercises.declaration import Claim
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.caption import caption
from tahqiq.model.kind import day_of
from tahqiq.products.paper.layout import layout_of

CHARTED = "on-chart"


def document(at: ActingDesktop, name: str, lines: Iterable[Sequence[object]], sign: str = ",") -> None:
    """Put a table, or a text of one column, into the case."""
    text = "".join(sign.join(map(str, line)) + "\n" for line in lines)
    at.bench.collect_made(text.encode(), name, at.bench.deposit(at.home, zone=ZONE))


def phones(dice: Random, count: int) -> list[str]:
    """So many invented numbers of mobile telephones."""
    return [f"+964770{number:07d}" for number in dice.sample(range(10**7), count)]


def evening(back: int) -> datetime:
    """Eight in the evening, some days ago, local and without a zone as operators write it."""
    day = day_of(clock.now()) - timedelta(days=back)
    return datetime(day.year, day.month, day.day, 20)


def call(caller: str, called: str, at: datetime, seconds: int, cell: str = "") -> tuple[object, ...]:
    """A line of an operator's list."""
    line = (caller, called, f"{at:%Y-%m-%d}", f"{at:%H:%M:%S}", seconds)
    return (*line, cell) if cell else line


def charted(at: Desktop) -> Iterable[Claim]:
    """Which telephones stand on saved charts of the case."""
    scope, reading = at.bench.scope("work", at.home), at.bench.workspace.reading
    for shown in at.bench.workspace.documents.whole(scope, at.home, "chart"):
        for item in layout_of(shown.content).items:
            try:
                entity = reading.entity(scope, item.id)[1]
            except NotFound:
                continue
            yield Claim(shown.actor, caption(entity), CHARTED)
