"""The register of the judge under Art. 47(2) of the Code of Criminal Procedure: a vault of its own, each
entry under a key of the judge who made it. It is no file of sources and no evidence: nothing here publishes
it, gives it out or lets it be cited, and the papers of a case show its number alone."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.pseudonym import needed
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.judge_register.record import ART_47, ENTRY, Offence, Outcome
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.remarks import Remark, remark
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound


class JudgeEntryRequest(Strict):
    """Somebody who asked a judge not to be named nor to be a witness."""

    name: str = Field(
        min_length=2,
        max_length=300,
        description="Who told it; read by the judge who enters it and by nobody else.",
    )
    contact: str = Field(default="", max_length=300, description="How the judge reaches them.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was told, with its zone.")
    offence: Offence = Field(
        description=(
            "The class of the offence: state-security, economic-sabotage, death, life, temporary; for "
            "others there is no such entry."
        )
    )
    summary: str = Field(min_length=3, max_length=20_000, description="What was told, in short.")


class JudgeEntryReference(Strict):
    """An entry of the register."""

    entry: str = Field(description="The entry, by its register number.")


class JudgeOutcomeRequest(JudgeEntryReference):
    """What an investigation made of it."""

    outcome: Outcome = Field(description="What came of it: founded, unfounded, malicious.")


class JudgeEntryAnswer(Strict):
    """What the papers show of an entry: its number, and nothing else. ``outcome`` "" until there is one."""

    entry: str
    outcome: str
    remarks: list[Remark]


class JudgeEntryView(JudgeEntryAnswer):
    """An entry, for the judge who made it."""

    name: str
    contact: str
    at: str
    offence: str
    summary: str
    entered: str
    ended: str


def enter(at: Desktop, asked: JudgeEntryRequest, _progress: Progress | None) -> JudgeEntryAnswer:
    """Enter it. Raises ``NotFound`` (``no-such-compartment``), ``Refused`` (``vault-keeper-needed``)."""
    now = clock.now()
    values = {
        "name": asked.name,
        "at": stamp(asked.at),
        "offence": asked.offence,
        "summary": asked.summary,
        "entered": stamp(now),
    }
    number = _vault(at).register(values | ({"contact": asked.contact} if asked.contact.strip() else {}))
    return JudgeEntryAnswer(entry=number, outcome="", remarks=_remarks())


def look(at: Desktop, asked: JudgeEntryReference, _progress: Progress | None) -> JudgeEntryView:
    """Read an entry. Raises ``NotFound`` (``no-such-compartment``, ``vault-none``) for everybody but the
    judge who made it."""
    held = _vault(at).read(asked.entry)
    return JudgeEntryView(
        entry=needed(asked.entry),
        outcome=held.get("outcome", ""),
        remarks=_remarks(),
        name=held["name"],
        contact=held.get("contact", ""),
        at=held["at"],
        offence=held["offence"],
        summary=held["summary"],
        entered=held["entered"],
        ended=held.get("ended", ""),
    )


def conclude(at: Desktop, asked: JudgeOutcomeRequest, _progress: Progress | None) -> JudgeEntryAnswer:
    """Write down what came of it, once. Raises ``NotFound`` as :func:`look`, ``Conflict``
    (``covert-judge-ended``)."""
    vault = _vault(at)
    if "outcome" in vault.read(asked.entry):
        raise Conflict("covert-judge-ended")
    vault.amend(asked.entry, {"outcome": asked.outcome, "ended": stamp(clock.now())})
    return JudgeEntryAnswer(entry=needed(asked.entry), outcome=asked.outcome, remarks=_remarks())


def _vault(at: Desktop) -> Vault:
    return Vault(at.bench.door, at.actor, ENTRY)


def _remarks() -> list[Remark]:
    return [remark("covert-judge-no-evidence"), remark("covert-judge-unverified", marks="K / g")]


def _example(at: ActingDesktop) -> JudgeEntryRequest:
    try:
        at.bench.door.cases.compartment(at.actor.id, ART_47)
    except NotFound:
        at.bench.team.open_compartment(ART_47, "سجل القاضي")
    return JudgeEntryRequest(
        name="سلام العينة", at=clock.now(), offence="life", summary="أخبر بأن الشحنة تُخزن خارج المدينة"
    )


def _entry_example(at: ActingDesktop) -> str:
    return enter(at, _example(at), None).entry


OPERATIONS = (
    Operation(
        "judge-enter",
        JudgeEntryRequest,
        JudgeEntryAnswer,
        "act",
        "write-case",
        enter,
        _example,
        group="judge",
    ),
    Operation(
        "judge-look",
        JudgeEntryReference,
        JudgeEntryView,
        "look",
        "read-case",
        look,
        lambda at: JudgeEntryReference(entry=_entry_example(at)),
        group="judge",
    ),
    Operation(
        "judge-conclude",
        JudgeOutcomeRequest,
        JudgeEntryAnswer,
        "act",
        "write-case",
        conclude,
        lambda at: JudgeOutcomeRequest(entry=_entry_example(at), outcome="unfounded"),
        group="judge",
    ),
)
