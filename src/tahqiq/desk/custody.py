"""Acts with exhibits as records keep them, and the chain of custody that they make: what the desks that hold
things share."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import AwareDatetime, BeforeValidator, Field

from tahqiq.casework.custody import (
    GRAMS,
    Act,
    Balance,
    Chain,
    Consumed,
    Disposed,
    Handed,
    Opened,
    Part,
    Sealed,
    Split,
    Taken,
    Weighed,
    Withdrawn,
)
from tahqiq.desk.answers import Strict
from tahqiq.desk.decimals import Decimals
from tahqiq.desk.moments import Happened
from tahqiq.kit import clock
from tahqiq.kit.written_number import written_number

Doing = Literal[
    "taken", "sealed", "opened", "handed", "split", "consumed", "weighed", "disposed", "withdrawn"
]
AMOUNT = r"\d{1,9}(\.\d{1,3})?"
WEIGHT = f"^({AMOUNT})?$"
PART = rf"^[^=]{{1,60}}=({AMOUNT})?$"


def _plain_part(given: object) -> object:
    """A part with its weight as it is kept: 9/1-a=0,5 and 9/1-a=٠٫٥ are 9/1-a=0.5."""
    if not isinstance(given, str) or "=" not in given:
        return given
    name, _, amount = given.rpartition("=")
    return f"{name.strip()}={written_number(amount) or amount.strip()}"


PartName = Annotated[str, BeforeValidator(_plain_part), Field(pattern=PART)]


class Step(Strict):
    """One act with an exhibit, as it was written down. Amounts are texts in the unit of the exhibit ("" : not
    weighed); ``parts`` are ``name=amount``."""

    id: str
    what: Doing
    exhibit: str
    happened: AwareDatetime
    recorded: AwareDatetime
    by: str
    why: str = ""
    corrects: str = ""
    amount: str = Field(default="", pattern=WEIGHT)
    unit: str = "g"
    taker: str = ""
    seal: str = ""
    parts: list[str] = Field(default=[], max_length=100)
    lost: str = Field(default="", pattern=WEIGHT)
    accepted: str = ""
    order: str = ""
    second: str = ""


class ExhibitStepView(Strict):
    """One act: when it was done and when it was written down (UTC), by whom, with what; ``parts`` are
    ``name=amount``, amounts in ``unit``."""

    id: str
    what: str
    exhibit: str
    happened: str
    recorded: str
    by: str
    taker: str
    amount: str
    unit: str
    parts: list[str]
    lost: str
    seal: str
    why: str
    accepted: str


class MassView(Strict):
    """Where a weight went, as texts in ``unit``. ``difference`` is what came in and is nowhere; null where
    something was not weighed."""

    unit: str
    taken: str
    present: str
    consumed: str
    lost: str
    disposed: str
    difference: str | None
    closes: bool


def act_of(step: Step) -> Act:
    """A step as the ground's act."""
    of: Mapping[str, object] = {
        "id": step.id,
        "exhibit": step.exhibit,
        "happened": step.happened,
        "recorded": step.recorded,
        "by": step.by,
        "why": step.why,
        "corrects": step.corrects,
    }
    given = {name: getattr(step, name) for name in ("taker", "seal", "accepted", "order", "second")}
    amount = Decimal(step.amount) if step.amount else None
    more: Mapping[Doing, tuple[type[Act], Mapping[str, object]]] = {
        "taken": (Taken, {"amount": amount, "unit": step.unit}),
        "sealed": (Sealed, {"seal": given["seal"]}),
        "opened": (Opened, {"seal": given["seal"]}),
        "handed": (Handed, {"taker": given["taker"]}),
        "split": (
            Split,
            {"parts": tuple(map(_part, step.parts)), "lost": Decimal(step.lost or 0), "left": amount},
        ),
        "consumed": (Consumed, {"amount": amount or Decimal(0)}),
        "weighed": (Weighed, {"amount": amount or Decimal(0), "accepted": given["accepted"]}),
        "disposed": (Disposed, {"order": given["order"], "second": given["second"]}),
        "withdrawn": (Withdrawn, {}),
    }
    made, own = more[step.what]
    return made(**of, **own)  # type: ignore[arg-type]


def chain(steps: Iterable[Step]) -> Chain:
    """The chain of custody of steps that were refused where they could not be."""
    return Chain.imported(map(act_of, steps))


class ExhibitActRequest(Strict):
    """What is asked where an act with an exhibit is written down; a desk adds which exhibit."""

    part: str = Field(
        default="",
        max_length=60,
        description="The part of it that it is about; without one, the exhibit itself.",
    )
    doing: Doing = Field(
        description=(
            "What was done: sealed, opened, handed, split, consumed, weighed, disposed; withdrawn takes "
            "an earlier act back."
        )
    )
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was done, with its zone.")
    holder: str = Field(min_length=1, max_length=200, description="Who did it: who holds it.")
    taker: str = Field(default="", max_length=200, description="Handed: who took it.")
    seal: str = Field(
        default="", max_length=100, description="The number of the seal that was put on or opened."
    )
    grams: Decimals = Field(
        default="",
        pattern=WEIGHT,
        description="Weighed: the weight that was found; consumed: what was used up; split: what is left.",
    )
    parts: list[PartName] = Field(
        default=[], max_length=100, description="Split: the parts, each as NAME=WEIGHT."
    )
    lost: Decimals = Field(default="", pattern=WEIGHT, description="Split: what the work cost.")
    reason: str = Field(default="", max_length=2_000, description="Why.")
    accepted: str = Field(
        default="", max_length=200, description="Who accepts a weight that differs; not who weighed."
    )
    order: str = Field(default="", max_length=200, description="Disposed: the order, by its number.")
    witness: str = Field(default="", max_length=200, description="Disposed: the second person who was there.")
    corrects: str = Field(
        default="", max_length=20, description="The act that this one takes the place of, by its id."
    )

    def step(self, exhibit: str) -> Step:
        """The act as it is written down now, of the part that is named or of ``exhibit``."""
        return step_of(
            self.doing,
            self.part or exhibit,
            self.at,
            self.holder.strip(),
            why=self.reason,
            corrects=self.corrects,
            amount=self.grams,
            taker=self.taker.strip(),
            seal=self.seal.strip(),
            parts=self.parts,
            lost=self.lost,
            accepted=self.accepted.strip(),
            order=self.order,
            second=self.witness.strip(),
        )


def step_of(what: Doing, exhibit: str, happened: datetime, by: str, **more: object) -> Step:
    """A step that is written down now."""
    return Step.model_validate(
        {
            "id": secrets.token_hex(4),
            "what": what,
            "exhibit": exhibit,
            "happened": happened,
            "recorded": clock.now(),
            "by": by,
            **more,
        }
    )


def step_views(steps: Iterable[Step]) -> list[ExhibitStepView]:
    """Acts as answers, times in UTC to the second."""
    return [
        ExhibitStepView(
            id=one.id,
            what=one.what,
            exhibit=one.exhibit,
            happened=stamp(one.happened),
            recorded=stamp(one.recorded),
            by=one.by,
            taker=one.taker,
            amount=one.amount,
            unit=one.unit,
            parts=one.parts,
            lost=one.lost,
            seal=one.seal,
            why=one.why,
            accepted=one.accepted,
        )
        for one in steps
    ]


def stamp(when: datetime) -> str:
    """A moment in UTC to the second.

    >>> stamp(datetime(2026, 1, 1, 3, 0, tzinfo=UTC))
    '2026-01-01T03:00:00Z'
    """
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def mass(balance: Balance) -> MassView:
    """A balance as an answer; it closes within 0.1 g, in other units exactly."""
    difference = balance.difference
    return MassView(
        unit=balance.unit,
        taken=_plain(balance.taken + balance.gained),
        present=_plain(balance.present),
        consumed=_plain(balance.consumed),
        lost=_plain(balance.lost),
        disposed=_plain(balance.disposed),
        difference=None if difference is None else _plain(difference),
        closes=difference is not None and abs(difference) <= GRAMS.get(balance.unit, Decimal(0)),
    )


def _part(text: str) -> Part:
    name, _, amount = text.partition("=")
    return Part(name.strip(), Decimal(amount) if amount else None)


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"
