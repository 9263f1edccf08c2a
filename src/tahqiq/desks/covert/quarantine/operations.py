"""What lies in quarantine: rows of originals outside the subject, place, time or method of their order. They
are in no chart, search or count until a supervisor lets them in, with reason."""

from typing import Annotated

from pydantic import Field

from tahqiq.casework.vault.pseudonym import checked, mint
from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, keep, may_decide, of_number
from tahqiq.desks.covert.authorisations.record import AUTHORISATION, LONG, Chosen
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUE
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused
from tahqiq.model.source import Authority, Source


class QuarantinedOriginal(Strict):
    """The rows of one original that its order does not cover. ``state`` is that of the authorisation now, ""
    for an order that is not of this register; ``released`` whether they were let in, by whose decision
    ``reason`` says."""

    source: str
    case: str
    name: str
    order: str
    state: str
    statements: int
    facts: int
    released: bool
    reason: str


class QuarantineView(Strict):
    """Everything in quarantine that the person may see, and how much of it is not let in."""

    sources: list[QuarantinedOriginal]
    statements: int
    facts: int


class QuarantineReleaseRequest(Strict):
    """A decision on what is in quarantine."""

    source: str = Field(description="The original, by its id.")
    reason: str = Field(
        min_length=3, max_length=LONG, description="Why it may be used, in words of this matter."
    )
    named_by: str = Field(
        min_length=2, max_length=300, description="The judge's paper that names who decides, by its number."
    )


class DeciderRequest(Strict):
    """Whom a judge named."""

    number: str = Field(description="The order, by its number in the register.")
    officer: Annotated[str, COLLEAGUE] = Field(description="Whom the judge named, by login.")
    named_by: str = Field(min_length=2, max_length=300, description="The judge's paper, by its number.")


class DeciderAnswer(Strict):
    """Who decides on what lies outside an order, and by which paper of the judge."""

    number: str
    paper: str
    at: str


def choose(at: ActingDesktop, asked: DeciderRequest, _progress: Progress | None) -> DeciderAnswer:
    """Enter whom the judge named to decide on what lies outside an order; nobody enters themselves. Raises
    ``Refused`` (``covert-chooses-self``, ``covert-decider-role``, ``covert-decider-involved``), ``NotFound``
    (``covert-none``, ``no-such-person``)."""
    found, person = of_number(at, asked.number), at.bench.door.people.get(asked.officer)
    if person.id == at.actor.id:
        at.bench.door.audit.refused(
            at.actor, "covert.product-decider", found.body.number, "covert-chooses-self", at.home
        )
        raise Refused("covert-chooses-self")
    if "supervisor" not in person.roles:
        raise Refused("covert-decider-role")
    may_decide(at, found.body, person.id)
    made = Chosen(person=person.id, paper=asked.named_by.strip(), entered_at=clock.now())
    keep(at, found.body.model_copy(update={"deciders": [*found.body.deciders, made]}), found)
    return DeciderAnswer(number=found.body.number, paper=made.paper, at=stamp(made.entered_at))


def quarantine(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> QuarantineView:
    """The originals of the person's cases with rows outside their order."""
    found = [
        _view(at, one)
        for one in at.bench.workspace.sources.all(at.bench.scope("work"))
        if one.held_class != one.data_class and one.state == "published"
    ]
    lines = [one for one in found if one.statements or one.facts]
    waiting = [one for one in lines if not one.released]
    return QuarantineView(
        sources=lines,
        statements=sum(one.statements for one in waiting),
        facts=sum(one.facts for one in waiting),
    )


def release(
    at: ActingDesktop, asked: QuarantineReleaseRequest, _progress: Progress | None
) -> QuarantinedOriginal:
    """Let it in; for whom the judge named by that paper. Raises ``Refused`` (``covert-not-chosen``,
    ``covert-decider-involved``, for who is no supervisor of its case), ``Conflict`` (``covert-no-order``),
    ``WrongUse`` (``nothing-held``), ``NotFound``."""
    source = at.bench.workspace.sources.find(at.bench.scope("work"), asked.source)
    number = checked(source.authority.reference)
    page = at.records(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    if not page:
        raise Conflict("covert-no-order", name=source.name)
    may_decide(at, page[0].body, at.actor.id)
    if not any(
        one.person == at.actor.id and one.paper == asked.named_by.strip() for one in page[0].body.deciders
    ):
        at.bench.door.audit.refused(
            at.actor, "covert.product-release", source.id, "covert-not-chosen", at.home
        )
        raise Refused("covert-not-chosen", number=page[0].body.number)
    at.bench.acts.release(asked.source, f"{asked.reason} [{asked.named_by.strip()}]", by_register=True)
    used(at, "product", clock.now(), page[0].body.number, of=source.id)
    return _view(at, source)


def _view(at: Desktop, source: Source) -> QuarantinedOriginal:
    held = at.bench.acts.held(source.id)
    number = checked(source.authority.reference)
    page = at.records(AUTHORISATION).find({"number": number}, limit=1).records if number else ()
    return QuarantinedOriginal(
        source=source.id,
        case=source.case,
        name=source.name,
        order=source.authority.reference,
        state=page[0].body.state(clock.now()) if page else "",
        statements=held.statements,
        facts=held.facts,
        released=held.released,
        reason=held.history[-1].reason if held.history else "",
    )


def quarantined_example(at: ActingDesktop) -> QuarantineReleaseRequest:
    """A decision of the examples on rows that lie outside their order."""
    chosen = Chosen(person=at.actor.id, paper="5/2026", entered_at=clock.now())
    number = granted(at, subjects=["+9647701234567"], deciders=[chosen])
    table = "caller,callee,date,time,duration\n+9647701234567,+9647709876543,2019-01-01,10:00:00,5\n"
    deposit = at.bench.deposit(at.home, zone="Asia/Baghdad", authority=Authority(reference=number))
    return QuarantineReleaseRequest(
        source=at.bench.collect_made(table.encode(), f"calls {number}.csv", deposit).source,
        reason="قرار القاضي رقم 5",
        named_by="5/2026",
    )


def nothing(at: ActingDesktop) -> NoQuestion:
    """What is asked where the person has something in quarantine: the example makes it."""
    quarantined_example(at)
    return NoQuestion()


def _nomination(at: ActingDesktop) -> DeciderRequest:
    people = at.bench.door.people
    login = f"judge-{mint().lower()}"
    people.add(login, login, frozenset({"supervisor"}), None, at.actor.id)
    return DeciderRequest(number=granted(at), officer=login, named_by="5/2026")


OPERATIONS = (
    Operation("quarantine", NoQuestion, QuarantineView, "look", "read-case", quarantine, nothing),
    Operation(
        "product-decider",
        DeciderRequest,
        DeciderAnswer,
        "act",
        "write-case",
        choose,
        _nomination,
        group="product",
        needs=(by_authorisation(),),
    ),
    Operation(
        "product-release",
        QuarantineReleaseRequest,
        QuarantinedOriginal,
        "act",
        "release",
        release,
        quarantined_example,
        group="product",
    ),
)
