"""What lies in quarantine: rows of originals outside the subject, place, time or method of their order. They are in no chart, search or count until a supervisor lets them in, with reason."""

from pydantic import Field

from tahqiq.casework.vault.pseudonym import checked
from tahqiq.desk import Desktop, NoQuestion, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.application import LONG
from tahqiq.desks.covert.authorisation import AUTHORISATION
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.register import may_decide
from tahqiq.desks.covert.uses import used
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict
from tahqiq.model.source import Authority, Source


class Quarantined(Strict):
    """The rows of one original that its order does not cover. ``state`` is that of the authorisation now, "" for an order that is not of this register; ``released`` whether they
    were let in, by whose decision ``reason`` says."""

    source: str
    case: str
    name: str
    order: str
    state: str
    statements: int
    facts: int
    released: bool
    reason: str


class ToldQuarantine(Strict):
    """Everything in quarantine that the person may see, and how much of it is not let in."""

    sources: list[Quarantined]
    statements: int
    facts: int


class AskedRelease(Strict):
    """A decision on what is in quarantine."""

    source: str = Field(description="The original, by its id.")
    reason: str = Field(min_length=3, max_length=LONG, description="Why it may be used, in words of this matter.")
    named_by: str = Field(min_length=2, max_length=300, description="The judge's paper that names who decides, by its number.")


def quarantine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> ToldQuarantine:
    """The originals of the person's cases with rows outside their order."""
    found = [
        _told(at, one)
        for one in at.bench.workspace.sources.all(at.bench.scope("work"))
        if one.held_class != one.data_class and one.state == "published"
    ]
    lines = [one for one in found if one.statements or one.facts]
    waiting = [one for one in lines if not one.released]
    return ToldQuarantine(sources=lines, statements=sum(one.statements for one in waiting), facts=sum(one.facts for one in waiting))


def release(at: Desktop, asked: AskedRelease, _progress: Progress | None) -> Quarantined:
    """Let it in. Raises ``Refused`` (``covert-decider-involved``, for who is no supervisor of its case), ``Conflict`` (``covert-no-order``), ``WrongUse`` (``nothing-held``), ``NotFound``."""
    source = at.bench.workspace.sources.find(at.bench.scope("work"), asked.source)
    number = checked(source.authority.reference)
    page = at.shelf(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    if not page:
        raise Conflict("covert-no-order", name=source.name)
    may_decide(at, page[0].body, at.actor.id)
    at.bench.acts.release(asked.source, f"{asked.reason} [{asked.named_by}]")
    used(at, "product", clock.now(), page[0].body.number, of=source.id)
    return _told(at, source)


def _told(at: Desktop, source: Source) -> Quarantined:
    held = at.bench.acts.held(source.id)
    number = checked(source.authority.reference)
    page = at.shelf(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    return Quarantined(
        source=source.id, case=source.case, name=source.name, order=source.authority.reference, state=page[0].body.state(clock.now()) if page else "",
        statements=held.statements, facts=held.facts, released=held.released, reason=held.history[-1].reason if held.history else "",
    )  # fmt: skip


def quarantined_example(at: Desktop) -> AskedRelease:
    number = granted(at, subjects=["+9647701234567"])
    table = "caller,callee,date,time,duration\n+9647701234567,+9647709876543,2019-01-01,10:00:00,5\n"
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=number))
    return AskedRelease(
        source=at.bench.collect_made(table.encode(), f"calls {number}.csv", deposit).source, reason="قرار القاضي رقم 5", named_by="5/2026"
    )


def nothing(at: Desktop) -> NoQuestion:
    """What is asked where the person has something in quarantine: the example makes it."""
    quarantined_example(at)
    return NoQuestion()


OPERATIONS = (
    Operation("quarantine", NoQuestion, ToldQuarantine, "look", "read-case", quarantine, nothing),
    Operation("product-release", AskedRelease, Quarantined, "act", "release", release, quarantined_example, group="product"),
)
