"""How an exhibit and its parts stand after the last act, as a record keeps it: enough to judge the next act
without reading those before it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from pydantic import AwareDatetime, Field

from tahqiq.casework.custody import GRAMS, Chain, Finding, Holding, Own, Seal, Walk, conflict
from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import Doing, Step, act_of


class WholeSeal(Strict):
    """A seal that nobody has broken."""

    number: str
    by: str
    at: AwareDatetime


class Held(Strict):
    """One exhibit or part. Amounts as texts; ``amount`` "" : not known. ``holder`` "" : nobody holds it;
    ``last`` is when something was last done with it."""

    exhibit: str
    parent: str = ""
    root: str
    unit: str = ""
    amount: str = ""
    data: str = ""
    last: AwareDatetime
    holder: str = ""
    since: AwareDatetime | None = None
    seals: list[WholeSeal] = Field(default=[])
    ended: str = ""
    weighed_in: bool = False
    taken: str = "0"
    gained: str = "0"
    consumed: str = "0"
    lost: str = "0"
    disposed: str = "0"


class Standing(Strict):
    """A history of exhibits as it stands: how many acts, when the last was done and when it was written down,
    what was done at all, and how each exhibit stands, the first one first. ``line`` is the digest of the
    last line of the log of acts, by which whoever signs this signs every act ("" : written by an older
    program)."""

    acts: int
    happened: AwareDatetime
    recorded: AwareDatetime
    done: list[Doing]
    exhibits: list[Held]
    line: str = ""


class Odd(Strict):
    """Something about an act that is told, as codes: sentences are made where it is shown."""

    code: str
    impossible: bool = False
    persons: dict[str, str] = Field(default={})
    params: dict[str, str] = Field(default={})

    @classmethod
    def of(cls, finding: Finding) -> "Odd":
        """A finding as it is kept beside its act."""
        return cls(
            code=finding.code,
            impossible=finding.impossible,
            persons=dict(finding.persons),
            params=dict(finding.params),
        )

    def finding(self, step: Step) -> Finding:
        """The finding about its act."""
        return Finding(self.code, step.id, step.exhibit, self.impossible, self.persons, self.params)


def stands(steps: Sequence[Step], walked: Chain) -> Standing:
    """How the history of all acts stands."""
    return Standing(
        acts=len(steps),
        happened=max(one.happened for one in steps),
        recorded=steps[-1].recorded,
        done=list(dict.fromkeys(one.what for one in steps)),
        exhibits=[_held(one) for one in walked.own.values()],
    )


def follows(standing: Standing, step: Step) -> bool:
    """Whether an act comes after all others and takes none back, so that what stands is enough to judge
    it."""
    return step.happened >= standing.happened and not step.corrects and step.what != "withdrawn"


def went_on(standing: Standing, step: Step, seals: Iterable[str] = ()) -> tuple[Standing, list[Odd]]:
    """How the history stands after an act that follows it, and what is odd about the act. ``seals`` are
    numbers used before among those it names. Raises ``Conflict`` for what cannot have happened."""
    walk = walk_of(standing, seals)
    walk.take(act_of(step))
    for finding in walk.findings:
        if finding.impossible:
            raise conflict(finding)
    made = Standing(
        acts=standing.acts + 1,
        happened=max(standing.happened, step.happened),
        recorded=step.recorded,
        done=list(dict.fromkeys([*standing.done, step.what])),
        exhibits=[_held(one) for one in walk.exhibits.values()],
    )
    return made, [Odd.of(one) for one in walk.findings]


def walk_of(standing: Standing, seals: Iterable[str] = ()) -> Walk:
    """A walk that goes on from where a history stands."""
    whole = [seal.number for one in standing.exhibits for seal in one.seals]
    return Walk.resumed(map(_own, standing.exhibits), [*whole, *seals], GRAMS)


def _held(own: Own) -> Held:
    last = own.holdings[-1] if own.holdings and own.holdings[-1].until is None else None
    return Held(
        exhibit=own.id,
        parent=own.parent,
        root=own.root,
        unit=own.unit,
        amount="" if own.amount is None else f"{own.amount:f}",
        data=own.digest,
        last=own.last,
        holder=last.holder if last else "",
        since=last.since if last else None,
        seals=[
            WholeSeal(number=one.number, by=one.put_by, at=one.put_at)
            for one in own.seals.values()
            if one.whole
        ],
        ended=own.ended,
        weighed_in=own.known_in,
        taken=f"{own.taken:f}",
        gained=f"{own.gained:f}",
        consumed=f"{own.consumed:f}",
        lost=f"{own.lost:f}",
        disposed=f"{own.disposed:f}",
    )


def _own(held: Held) -> Own:
    since: datetime | None = held.since
    return Own(
        held.exhibit,
        held.parent,
        held.root,
        held.unit,
        Decimal(held.amount) if held.amount else None,
        held.data,
        held.last,
        holdings=[Holding(held.holder, since, None)] if since is not None else [],
        seals={one.number: Seal(one.number, one.by, one.at) for one in held.seals},
        ended=held.ended,
        known_in=held.weighed_in,
        taken=Decimal(held.taken),
        gained=Decimal(held.gained),
        consumed=Decimal(held.consumed),
        lost=Decimal(held.lost),
        disposed=Decimal(held.disposed),
    )
