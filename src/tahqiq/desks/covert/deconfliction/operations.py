"""Deconfliction: whether another unit works on the same person or thing. What is asked stays as a keyed
digest alone; a match says whom to call, and neither who it is nor in which part."""

from datetime import datetime, timedelta

from pydantic import Field

from tahqiq.access.field_encryption import derived
from tahqiq.access.vault_keys import vault_key
from tahqiq.casework.vault.identity_keys import folded, sign
from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.deconfliction.record import QUERY, DeconflictionDetails, DeconflictionQuery
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Refused, WrongUse
from tahqiq.store.record_where import Between, OneOf

MOST, WITHIN = 30, timedelta(hours=1)
"""How often one person may ask in an hour: whoever could ask a thousand times would try a list of numbers."""
LEAST = 6
"""A value has at least so many letters and digits."""
TAIL = 10
"""Of a number with as many digits or more, so many at its end count: with and without the code of its country
it is the same one."""


LISTED = 100
"""The most of one's own questions that are listed."""
SHOWN = 20
"""The most controllers that an answer names."""


class DeconflictionValue(Strict):
    """What is asked about."""

    value: str = Field(
        min_length=LEAST,
        max_length=300,
        description=(
            "A telephone number, number of a document, plate or address; it is kept as a digest alone."
        ),
    )


class DeconflictionRequest(DeconflictionDetails, DeconflictionValue):
    """A question."""


class DeconflictionAnswer(Strict):
    """Whether another unit asked about the same; ``call`` are those to call, by code, and nothing else is
    said."""

    match: bool
    call: list[str]


class MyQuestion(Strict):
    """A question of one's own: when it was asked, and whom to call, who may have asked since. What was asked
    about is not kept."""

    at: str
    controller: str
    call: list[str]


class MyQuestionsView(Strict):
    """One's own questions, the latest first."""

    questions: list[MyQuestion]


def ask(at: ActingDesktop, asked: DeconflictionRequest, _progress: Progress | None) -> DeconflictionAnswer:
    """Ask, and be found by who asks later. The same is done for a match and for none. Raises ``Refused``
    (``covert-asked-too-often``, in the log), ``WrongUse`` (``covert-value-short``)."""
    now, own = clock.now(), involvement(at, "deconfliction", at.actor.id)
    plain, controller = "".join(one for one in folded(asked.value) if one.isalnum()), asked.controller.strip()
    if len(plain) < LEAST:
        raise WrongUse("covert-value-short", least=LEAST)
    _counted(at, own, now)
    digest = digest_of(at, plain)
    call = _others(_known(at, digest)[digest], controller)
    at.records(QUERY).save(
        record_of(DeconflictionQuery, asked, digest=digest, controller=controller, at=now, asked_by=own)
    )
    return DeconflictionAnswer(match=bool(call), call=call)


def _counted(at: Desktop, own: str, now: datetime) -> None:
    """Nobody else writes meanwhile: what several ask at once is counted one after the other."""
    if (at.records(QUERY).count({"asked_by": own, "asked": Between(now - WITHIN)}).get(None) or 0) >= MOST:
        at.bench.door.audit.refused(at.actor, "covert.deconflict-ask", "", "covert-asked-too-often", at.home)
        raise Refused("covert-asked-too-often", count=MOST)


def mine(at: Desktop, _own_example: NoQuestion, _progress: Progress | None) -> MyQuestionsView:
    """One's own questions, so that who asked first learns of who asked later."""
    own = {"asked_by": involvement(at, "deconfliction", at.actor.id)}
    found = [
        one.body
        for one in at.records(QUERY).find({**own}, order="asked", descending=True, limit=LISTED).records
    ]
    known = _known(at, *{one.digest for one in found})
    return MyQuestionsView(
        questions=[
            MyQuestion(
                at=stamp(one.at), controller=one.controller, call=_others(known[one.digest], one.controller)
            )
            for one in found
        ]
    )


def digest_of(at: Desktop, plain: str) -> str:
    """The keyed digest of a value of letters and digits."""
    value = plain[-TAIL:] if plain.isdecimal() else plain
    key = vault_key(at.bench.workspace, SOURCE_ID)
    return sign(derived(key, "deconfliction"), "deconfliction", ("value",), (value,)).hex()


def _known(at: Desktop, *digests: str) -> dict[str, set[str]]:
    """Who is to be called about each digest: one question to the store, whatever it finds."""
    found: dict[str, set[str]] = {one: set() for one in digests}
    for kept in at.records(QUERY).every({"digest": OneOf(digests)}, "asked") if digests else ():
        found[kept.body.digest].add(kept.body.controller)
    return found


def _others(known: set[str], controller: str) -> list[str]:
    return sorted(known - {controller})[:SHOWN]


def _example(at: Desktop) -> DeconflictionRequest:
    return DeconflictionRequest(value="+9647701234567", capacity="source", controller="C-7")


def _own_example(at: ActingDesktop) -> NoQuestion:
    ask(at, _example(at), None)
    return NoQuestion()


OPERATIONS = (
    Operation(
        "deconflict-ask",
        DeconflictionRequest,
        DeconflictionAnswer,
        "act",
        "write-case",
        ask,
        _example,
        group="deconflict",
    ),
    Operation(
        "deconflict-mine",
        NoQuestion,
        MyQuestionsView,
        "look",
        "read-case",
        mine,
        _own_example,
        group="deconflict",
    ),
)
