"""What is done with an exhibit of a buy or a delivery after it was taken: sealed, opened, handed on, weighed, split, disposed of."""

from datetime import timedelta
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.custody import PART, WEIGHT, Doing, step_of
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.field.exhibits import ToldExhibit, add, of_exhibit, take, told
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock

PartName = Annotated[str, Field(pattern=PART)]


class OneExhibit(Strict):
    """An exhibit."""

    exhibit: str = Field(min_length=1, max_length=60, description="The exhibit, by its name.")


class AskedHanding(OneExhibit):
    """An act with an exhibit."""

    part: str = Field(default="", max_length=60, description="The part of it that it is about; without one, the exhibit itself.")
    doing: Doing = Field(
        description="What was done: sealed, opened, handed, split, consumed, weighed, disposed; withdrawn takes an earlier act back."
    )
    at: AwareDatetime = Field(description="When it was done, with its zone.")
    holder: str = Field(min_length=1, max_length=100, description="Who did it: who holds it, by code or login.")
    taker: str = Field(default="", max_length=100, description="Handed: who took it.")
    seal: str = Field(default="", max_length=100, description="The number of the seal that was put on or opened.")
    grams: str = Field(
        default="", pattern=WEIGHT, description="Weighed: the weight that was found; consumed: what was used up; split: what is left."
    )
    parts: list[PartName] = Field(default=[], max_length=100, description="Split: the parts, each as NAME=WEIGHT.")
    lost: str = Field(default="", pattern=WEIGHT, description="Split: what the work cost.")
    reason: str = Field(default="", max_length=2_000, description="Why.")
    accepted: str = Field(default="", max_length=100, description="Who accepts a weight that differs; not who weighed.")
    order: str = Field(default="", max_length=200, description="Disposed: the order, by its number.")
    witness: str = Field(default="", max_length=100, description="Disposed: the second person who was there.")
    corrects: str = Field(default="", max_length=20, description="The act that this one takes the place of, by its id.")


def hand(at: Desktop, asked: AskedHanding, _progress: Progress | None) -> ToldExhibit:
    """Write down an act with an exhibit. Raises ``Conflict`` for what cannot have happened (``custody-…``), ``WrongUse`` (``covert-in-the-future``), ``NotFound``
    (``custody-no-exhibit``)."""
    kept = of_exhibit(at, asked.exhibit)
    step = step_of(
        asked.doing, asked.part or asked.exhibit, asked.at, asked.holder.strip(), why=asked.reason, corrects=asked.corrects, amount=asked.grams, taker=asked.taker.strip(), seal=asked.seal.strip(),
        parts=asked.parts, lost=asked.lost, accepted=asked.accepted.strip(), order=asked.order, second=asked.witness.strip(),
    )  # fmt: skip
    return told(add(at, kept, step).body)


def look(at: Desktop, asked: OneExhibit, _progress: Progress | None) -> ToldExhibit:
    """An exhibit with everything that was done with it. Raises ``NotFound`` (``custody-no-exhibit``)."""
    return told(of_exhibit(at, asked.exhibit).body)


def _example(at: Desktop) -> str:
    name, now = f"E-{mint()}", clock.now()
    take(at, name, "", step_of("taken", name, now - timedelta(minutes=5), at.bench.person.login, amount="12.5"))
    return name


OPERATIONS = (
    Operation("exhibit-act", AskedHanding, ToldExhibit, "act", "write-case", hand, lambda at: AskedHanding(
        exhibit=_example(at), doing="sealed", at=clock.now(), holder=at.bench.person.login, seal=f"S-{mint()}",
    ), group="exhibit"),
    Operation("exhibit-look", OneExhibit, ToldExhibit, "look", "read-case", look, lambda at: OneExhibit(exhibit=_example(at)), group="exhibit"),
)  # fmt: skip
