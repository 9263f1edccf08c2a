"""Sending an undercover officer out: instructions, their signature, the start, the log, buys, the end."""

from datetime import datetime
from typing import Literal

from tahqiq.casework.shelves import Kept
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.custody import step_of
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.answers import Remark, said
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.decision import granted
from tahqiq.desks.covert.field.deploy_asked import (
    BriefingRequest,
    BuyRequest,
    DeploymentLine,
    DeploymentLogEntryRequest,
    DeploymentMomentRequest,
    DeploymentsRequest,
    DeploymentsView,
    OneDeployment,
)
from tahqiq.desks.covert.field.deployment import (
    BY_PART,
    DEPLOYMENT,
    ENTRY_LINE,
    Deployment,
    DeploymentView,
    Entry,
    Instructions,
    contact_due,
    corrections,
    log_of,
    observed_last,
    of_number,
    part,
    told,
)
from tahqiq.desks.covert.field.exhibits import take
from tahqiq.desks.covert.field.officers import example as officer_of
from tahqiq.desks.covert.field.officers import fit, of_code
from tahqiq.desks.covert.involved import involvement
from tahqiq.desks.covert.register import in_force
from tahqiq.desks.covert.register import of_number as authorisation_of
from tahqiq.desks.covert.scope_change import within
from tahqiq.desks.covert.uses import covered, used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse


def brief(at: ActingDesktop, asked: BriefingRequest, _progress: Progress | None) -> DeploymentView:
    """Give instructions. Raises ``Conflict`` (``covert-not-in-force``, ``covert-other-technique``,
    ``covert-step-change``), ``Refused`` (``covert-officer-self``: who is sent out writes no instructions of
    their own; ``covert-cover-self``), ``NotFound``."""
    now = clock.now()
    body, officer = in_force(at, asked.number, "undercover", now).body, of_code(at, asked.code).body
    within(at, body, asked.subjects, asked.places, [], asked.permitted)
    cover = at.bench.door.people.get(asked.cover)
    if involvement(at, officer.code, at.actor.id) == officer.involved:
        raise Refused("covert-officer-self")
    if involvement(at, officer.code, cover.id) == officer.involved:
        raise Refused("covert-cover-self")
    number = mint()
    order = Instructions(
        objectives=asked.objectives,
        permitted=asked.permitted,
        prohibited=sorted({*body.prohibited, *asked.prohibited}),
        exit_plan=asked.exit_plan,
        hours=asked.hours,
        cover=involvement(at, number, cover.id),
        given_at=now,
    )
    made = Deployment(number=number, authorisation=body.number, officer=officer.code, instructions=order)
    return told(at, at.shelf(DEPLOYMENT).save(made), now)


def sign(at: ActingDesktop, asked: OneDeployment, _progress: Progress | None) -> DeploymentView:
    """Sign the instructions; for the officer who is sent out. Raises ``Refused`` (``covert-officer-signs``),
    ``Conflict`` (``covert-deployment-state``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    if part(at, body, of_code(at, body.officer).body.involved) != "officer":
        raise Refused("covert-officer-signs")
    if body.instructions.signed_at is not None:
        raise Conflict("covert-deployment-state", number=body.number)
    return _saved(at, kept, now, instructions=body.instructions.model_copy(update={"signed_at": now}))


def start(at: ActingDesktop, asked: DeploymentMomentRequest, _progress: Progress | None) -> DeploymentView:
    """Write down that the officer went out. Raises ``Conflict`` (``covert-not-signed``: not before the
    signature; ``covert-deployment-state``, ``covert-not-in-force``), ``Refused`` (``covert-officer-unfit``),
    ``WrongUse`` (``covert-in-the-future``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    if body.started_at is not None:
        raise Conflict("covert-deployment-state", number=body.number)
    if asked.at > now:
        raise WrongUse("covert-in-the-future")
    signed = body.instructions.signed_at
    if signed is None or asked.at < signed:
        at.bench.door.audit.refused(
            at.actor, "covert.deploy-start", body.number, "covert-not-signed", at.home
        )
        raise Conflict("covert-not-signed", number=body.number)
    order = authorisation_of(at, body.authorisation).body
    if not covered(order, asked.at):
        raise Conflict("covert-not-in-force", number=order.number, state=order.state(asked.at))
    fit(of_code(at, body.officer).body, asked.at)
    used(at, "deployment", asked.at, body.authorisation, of=body.number)
    return _saved(at, kept, now, _late(asked.at, now), started_at=asked.at, start_entered=now)


def enter(at: ActingDesktop, asked: DeploymentLogEntryRequest, _progress: Progress | None) -> DeploymentView:
    """Write a line of the log; for the officer and the cover officer. Both times are kept. Raises ``Refused``
    (``covert-not-deployed``), ``Conflict`` (``covert-deployment-state``), ``WrongUse``
    (``covert-in-the-future``, ``covert-outside-deployment``, ``covert-words-speaker``, ``covert-buy-needs``,
    ``covert-no-line``)."""
    if asked.what == "buy":
        raise WrongUse("covert-buy-needs")
    if (asked.what == "words") != bool(asked.speaker.strip()) or (asked.settles and asked.what != "words"):
        raise WrongUse("covert-words-speaker")
    return _entered(
        at,
        asked,
        what=asked.what,
        text=asked.text,
        speaker=asked.speaker.strip(),
        settles=asked.settles,
        corrects=asked.corrects,
    )


def buy(at: ActingDesktop, asked: BuyRequest, _progress: Progress | None) -> DeploymentView:
    """Write down a buy: the notes that were paid, and what was bought, which comes into the officer's
    custody. Raises as :func:`enter`, ``Conflict`` (``custody-taken-twice``, ``custody-amount``)."""
    kept = of_number(at, asked.deployment)
    author = _author(at, kept.body)
    line = _entry(
        at,
        kept,
        author,
        asked,
        what="buy",
        text=asked.text,
        speaker=asked.speaker.strip(),
        serials=asked.serials,
        exhibit=asked.exhibit.strip(),
    )
    name = asked.exhibit.strip()
    take(at, name, kept.body.number, step_of("taken", name, asked.at, kept.body.officer, amount=asked.grams))
    used(at, "buy", asked.at, kept.body.authorisation, of=kept.body.number)
    return _written(at, kept, line)


def end(at: ActingDesktop, asked: DeploymentMomentRequest, _progress: Progress | None) -> DeploymentView:
    """Write down that the officer is back. Raises ``Refused`` (``covert-not-deployed``), ``Conflict``
    (``covert-deployment-state``), ``WrongUse`` (``covert-in-the-future``, ``covert-outside-deployment``)."""
    now, kept = clock.now(), of_number(at, asked.deployment)
    body = kept.body
    _author(at, body)
    if not body.under_way:
        raise Conflict("covert-deployment-state", number=body.number)
    _inside(body, asked.at, now)
    last = observed_last(at, kept)
    if last is not None and last > asked.at:
        raise WrongUse("covert-outside-deployment")
    return _saved(at, kept, now, _late(asked.at, now), ended_at=asked.at, end_entered=now)


def deployments(at: Desktop, asked: DeploymentsRequest, _progress: Progress | None) -> DeploymentsView:
    """Deployments, the latest first."""
    now = clock.now()
    page = at.shelf(DEPLOYMENT).find(
        {"out": True} if asked.out else {}, order="given", descending=True, limit=asked.limit
    )
    found = []
    for kept in page.records:
        body, due = kept.body, contact_due(at, kept)
        found.append(
            DeploymentLine(
                number=body.number,
                authorisation=body.authorisation,
                officer=body.officer,
                signed=_stamp(body.instructions.signed_at),
                started=_stamp(body.started_at),
                ended=_stamp(body.ended_at),
                contact_due=_stamp(due.until if due else None),
                overdue=due is not None and due.over(now),
                entries=log_of(at, kept).count(),
            )
        )
    return DeploymentsView(deployments=found)


def _entered(at: ActingDesktop, asked: DeploymentMomentRequest, **more: object) -> DeploymentView:
    kept = of_number(at, asked.deployment)
    return _written(at, kept, _entry(at, kept, _author(at, kept.body), asked, **more))


def _written(at: ActingDesktop, kept: Kept[Deployment], line: Entry) -> DeploymentView:
    appended(at, ENTRY_LINE, kept.id, kept.body.number, entry=line)
    return told(at, kept, line.written_at, _late(line.observed_at, line.written_at))


def _author(at: Desktop, body: Deployment) -> Literal["officer", "cover"]:
    own = part(at, body, of_code(at, body.officer).body.involved)
    if not own:
        at.bench.door.audit.refused(
            at.actor, "covert.deploy-log", body.number, "covert-not-deployed", at.home
        )
        raise Refused("covert-not-deployed")
    return own


def _entry(
    at: Desktop,
    kept: Kept[Deployment],
    author: Literal["officer", "cover"],
    asked: DeploymentMomentRequest,
    **more: object,
) -> Entry:
    now = clock.now()
    _inside(kept.body, asked.at, now)
    line = Entry.model_validate({"observed_at": asked.at, "written_at": now, "author": author, **more})
    lines = log_of(at, kept)
    if line.corrects and (line.corrects > lines.count() or corrections(lines, [line.corrects])):
        raise WrongUse("covert-no-line", line=line.corrects)
    return line


def _inside(body: Deployment, moment: datetime, now: datetime) -> None:
    if moment > now:
        raise WrongUse("covert-in-the-future")
    if body.started_at is None:
        raise Conflict("covert-deployment-state", number=body.number)
    if moment < body.started_at or (body.ended_at is not None and moment > body.ended_at):
        raise WrongUse("covert-outside-deployment")


def _late(moment: datetime, now: datetime) -> list[Remark]:
    return [said("covert-entered-late")] if (now - moment).total_seconds() > 86_400 else []


def _saved(
    at: ActingDesktop,
    kept: Kept[Deployment],
    now: datetime,
    remarks: list[Remark] | None = None,
    **more: object,
) -> DeploymentView:
    return told(
        at,
        at.shelf(DEPLOYMENT).save(kept.body.model_copy(update=more), "", kept.id, kept.version),
        now,
        remarks,
    )


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None


def example(at: ActingDesktop, *, signed: bool = False) -> str:
    """The number of a deployment of the examples, whose officer the person at the desk is."""
    now, number = clock.now(), mint()
    order = Instructions(
        objectives="شراء واحد من المخزن",
        permitted=["الشراء"],
        exit_plan="يخرج من الباب الخلفي إلى السيارة",
        hours=6,
        cover="0" * 64,
        given_at=now,
        signed_at=now if signed else None,
    )
    body = Deployment(
        number=number,
        authorisation=granted(at, "undercover"),
        officer=officer_of(at, at.actor.id),
        instructions=order,
    )
    return at.shelf(DEPLOYMENT).save(body).body.number


def out(at: ActingDesktop) -> str:
    """The number of a deployment of the examples that is under way."""
    kept, now = of_number(at, example(at, signed=True)), clock.now()
    started = {"started_at": now, "start_entered": now}
    return (
        at.shelf(DEPLOYMENT).save(kept.body.model_copy(update=started), "", kept.id, kept.version).body.number
    )


def _briefing(at: ActingDesktop) -> BriefingRequest:
    return BriefingRequest(
        number=granted(at, "undercover"),
        code=officer_of(at, "another"),
        cover=at.bench.person.login,
        hours=6,
        objectives="شراء واحد",
        exit_plan="يخرج من الباب الخلفي",
    )


def _listed(at: ActingDesktop) -> DeploymentsRequest:
    out(at)
    return DeploymentsRequest(out=True)


OPERATIONS = (
    Operation(
        "deploy-brief", BriefingRequest, DeploymentView, "act", "release", brief, _briefing, group="deploy"
    ),
    Operation(
        "deploy-sign",
        OneDeployment,
        DeploymentView,
        "act",
        "write-case",
        sign,
        lambda at: OneDeployment(deployment=example(at)),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-start",
        DeploymentMomentRequest,
        DeploymentView,
        "act",
        "write-case",
        start,
        lambda at: DeploymentMomentRequest(deployment=example(at, signed=True), at=clock.now()),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-log",
        DeploymentLogEntryRequest,
        DeploymentView,
        "act",
        "write-case",
        enter,
        lambda at: DeploymentLogEntryRequest(
            deployment=out(at),
            at=clock.now(),
            what="words",
            text="بكم الكيلو",
            speaker="V-1",
            settles="starts",
        ),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-buy",
        BuyRequest,
        DeploymentView,
        "act",
        "write-case",
        buy,
        lambda at: BuyRequest(
            deployment=out(at),
            at=clock.now(),
            text="اشترى كيساً واحداً",
            speaker="V-1",
            serials=["A1234567"],
            exhibit=f"E-{mint()}",
            grams="10.2",
        ),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-end",
        DeploymentMomentRequest,
        DeploymentView,
        "act",
        "write-case",
        end,
        lambda at: DeploymentMomentRequest(deployment=out(at), at=clock.now()),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-list",
        DeploymentsRequest,
        DeploymentsView,
        "look",
        "read-case",
        deployments,
        _listed,
        group="deploy",
    ),
)
