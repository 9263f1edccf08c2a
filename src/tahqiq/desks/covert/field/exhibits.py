"""Exhibits of buys and deliveries: custody of things as the ground keeps it, one record for an exhibit and all parts made of it."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Literal

from pydantic import AwareDatetime, Field

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
from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind

Doing = Literal["taken", "sealed", "opened", "handed", "split", "consumed", "weighed", "disposed", "withdrawn"]
AMOUNT = r"\d{1,9}(\.\d{1,3})?"
WEIGHT = f"^({AMOUNT})?$"
PART = rf"^[^=]{{1,60}}=({AMOUNT})?$"


class Step(Strict):
    """One act with an exhibit, as it was written down. Amounts are texts in the unit of the exhibit ("" : not weighed); ``parts`` are ``name=amount``."""

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


class Exhibited(Strict):
    """An exhibit: its name, the deployment or delivery that it is of, the acts with it in the order in which they were written down."""

    name: str
    of: str
    steps: list[Step] = Field(min_length=1, max_length=2_000)


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
EXHIBIT = Kind(
    "covert-exhibit", Exhibited, lambda body: body.name, "covert",
    Exhibited(name="E-1", of="ACDE-FGHL", steps=[Step(id="1", what="taken", exhibit="E-1", happened=_WHEN, recorded=_WHEN, by="ACDE-FGHL", amount="10.5")]), home="desk",
    keys=(Key("name", "text", lambda body: body.name), Key("of", "text", lambda body: body.of), Key("taken", "time", lambda body: body.steps[0].happened)),
)  # fmt: skip


class ToldStep(Strict):
    """One act: when it was done and when it was written down (UTC), by whom, with what."""

    id: str
    what: str
    exhibit: str
    happened: str
    recorded: str
    by: str
    taker: str
    amount: str
    seal: str
    why: str
    accepted: str


class ToldMass(Strict):
    """Where a weight went, as texts in ``unit``. ``difference`` is what came in and is nowhere; null where something was not weighed."""

    unit: str
    taken: str
    present: str
    consumed: str
    lost: str
    disposed: str
    difference: str | None
    closes: bool


class ToldExhibit(Strict):
    """An exhibit: who holds it now ("" : nobody), its whole seals, every act, what is odd about them, and its mass."""

    name: str
    of: str
    holder: str
    seals: list[str]
    steps: list[ToldStep]
    findings: list[str]
    mass: ToldMass


def act_of(step: Step) -> Act:
    """A step as the ground's act."""
    of: Mapping[str, object] = {
        "id": step.id, "exhibit": step.exhibit, "happened": step.happened, "recorded": step.recorded, "by": step.by, "why": step.why, "corrects": step.corrects,
    }  # fmt: skip
    given = {name: getattr(step, name) for name in ("taker", "seal", "accepted", "order", "second")}
    amount = Decimal(step.amount) if step.amount else None
    more: Mapping[Doing, tuple[type[Act], Mapping[str, object]]] = {
        "taken": (Taken, {"amount": amount, "unit": step.unit}), "sealed": (Sealed, {"seal": given["seal"]}), "opened": (Opened, {"seal": given["seal"]}),
        "handed": (Handed, {"taker": given["taker"]}), "split": (Split, {"parts": tuple(map(_part, step.parts)), "lost": Decimal(step.lost or 0), "left": amount}),
        "consumed": (Consumed, {"amount": amount or Decimal(0)}), "weighed": (Weighed, {"amount": amount or Decimal(0), "accepted": given["accepted"]}),
        "disposed": (Disposed, {"order": given["order"], "second": given["second"]}), "withdrawn": (Withdrawn, {}),
    }  # fmt: skip
    made, own = more[step.what]
    return made(**of, **own)  # type: ignore[arg-type]


def chain(steps: Iterable[Step]) -> Chain:
    """The chain of custody of steps that were refused where they could not be."""
    return Chain.imported(map(act_of, steps))


def of_exhibit(at: Desktop, name: str) -> Kept[Exhibited]:
    """The exhibit called so. Raises ``NotFound`` (``custody-no-exhibit``)."""
    page = at.shelf(EXHIBIT).find({"name": name}, limit=1).records
    if not page:
        raise NotFound("custody-no-exhibit", exhibit=name[:60])
    return page[0]


def take(at: Desktop, name: str, of: str, step: Step) -> Kept[Exhibited]:
    """A new exhibit. Raises ``Conflict`` (``custody-taken-twice`` where there is one of that name)."""
    if at.shelf(EXHIBIT).find({"name": name}, limit=1).records:
        raise Conflict("custody-taken-twice", exhibit=name, act=step.id, by=step.by)
    Chain.of((act_of(step),))
    return at.shelf(EXHIBIT).save(Exhibited(name=name, of=of, steps=[step]))


def add(at: Desktop, kept: Kept[Exhibited], *steps: Step) -> Kept[Exhibited]:
    """More acts, all or none. Raises ``Conflict`` for what cannot have happened (``custody-…``), ``WrongUse`` (``covert-in-the-future``)."""
    walked = chain(kept.body.steps)
    for step in steps:
        if step.happened > step.recorded:
            raise WrongUse("covert-in-the-future")
        walked = walked.add(act_of(step))
    return at.shelf(EXHIBIT).save(kept.body.model_copy(update={"steps": [*kept.body.steps, *steps]}), "", kept.id, kept.version)


def step_of(what: Doing, exhibit: str, happened: datetime, by: str, **more: object) -> Step:
    """A step that is written down now."""
    return Step.model_validate(
        {"id": secrets.token_hex(4), "what": what, "exhibit": exhibit, "happened": happened, "recorded": clock.now(), "by": by, **more}
    )


def told(body: Exhibited) -> ToldExhibit:
    """An exhibit as an answer."""
    walked = chain(body.steps)
    root = walked.exhibit(body.name)
    return ToldExhibit(
        name=body.name, of=body.of, holder=root.holder, seals=[one.number for one in root.seals if one.whole],
        steps=[
            ToldStep(
                id=one.id, what=one.what, exhibit=one.exhibit, happened=stamp(one.happened), recorded=stamp(one.recorded), by=one.by, taker=one.taker, amount=one.amount, seal=one.seal,
                why=one.why, accepted=one.accepted,
            )
            for one in body.steps
        ],
        findings=[one.say(wanted()) for one in walked.findings], mass=mass(walked.balance(body.name)),
    )  # fmt: skip


def mass(balance: Balance) -> ToldMass:
    """A balance as an answer; it closes within 0.1 g, in other units exactly."""
    difference = balance.difference
    return ToldMass(
        unit=balance.unit, taken=_plain(balance.taken + balance.gained), present=_plain(balance.present), consumed=_plain(balance.consumed), lost=_plain(balance.lost),
        disposed=_plain(balance.disposed), difference=None if difference is None else _plain(difference),
        closes=difference is not None and abs(difference) <= GRAMS.get(balance.unit, Decimal(0)),
    )  # fmt: skip


def _part(text: str) -> Part:
    name, _, amount = text.partition("=")
    return Part(name.strip(), Decimal(amount) if amount else None)


def _plain(amount: Decimal) -> str:
    return f"{amount:f}"
