"""The answer of the border post to a referral: the same person, another one, or not met. It closes the
hit."""

import secrets
from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.moments import Happened, happened
from tahqiq.desks.passengers.duty.operations import enter
from tahqiq.desks.passengers.duty.record import DUTY
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.view import HitView, hit_view
from tahqiq.desks.passengers.screening.examples import passenger_list_request
from tahqiq.desks.passengers.screening.operations import screen_file
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict
from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import message, wanted
from tahqiq.kit.office import office_zone
from tahqiq.workbench import Workbench

Answer = Literal["same-person", "another-person", "not-met"]
"""The steps of the flow that an answer takes."""


class HitAnswerRequest(Strict):
    """What the post answered."""

    id: Annotated[str, ARGUMENT] = Field(description="The hit, by the id of its record.")
    answer: Answer = Field(
        description="Whether it is the listed person, somebody else, or nobody met the traveller."
    )
    who: str = Field(min_length=2, max_length=120, description="Who answered at the post: name and rank.")
    answered: Annotated[AwareDatetime, Happened()] = Field(description="When the post answered.")
    means: Literal["telephone", "paper"] = Field(description="How the answer came.")
    note: str = Field(default="", max_length=1000, description="What else the post said.")


def answer_hit(at: ActingDesktop, asked: HitAnswerRequest, _progress: Progress | None) -> HitView:
    """Enter the answer; it stands in the history of the hit. Raises ``Conflict``
    (``passengers-not-referred``), ``WrongUse`` (``moment-order``: before the referral)."""
    kept, lives = at.records(HIT).get(asked.id), Lives(at, HIT)
    stands = lives.of(kept)
    if stands.standing.state != "referred":
        raise Conflict("passengers-not-referred")
    happened(stands.history.steps[-1].at, asked.answered)
    said = message(
        f"passengers-answer-{asked.means}",
        wanted(),
        {"who": asked.who.strip(), "when": _written(asked.answered)},
    ).sentence
    reason = " ".join(filter(None, (said, asked.note.strip())))
    made = lives.act(kept.id, asked.answer, stands.sha256, reason)
    return hit_view(kept, made.standing.state)


def _written(moment: datetime) -> str:
    """A moment in words, by the clocks of the office."""
    return format_date(moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ"), wanted(), office_zone(), "latn")


def _referred(at: ActingDesktop) -> HitAnswerRequest:
    """The example: a hit whose referral two people decided."""
    enter(at, DUTY.example, None)
    hit = screen_file(at, passenger_list_request(at), None).hits[0].id
    door = at.bench.door
    chief = door.people.add(
        f"chief-{secrets.token_hex(4)}", "Chief", frozenset({"supervisor"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, chief.id, at.actor.id)
    theirs = ActingDesktop(Workbench(door, chief), at.desk, at.home, at.purpose, at.unit)
    for one, step in ((at, "take"), (at, "confirm"), (at, "refer"), (theirs, "agree")):
        lives = Lives(one, HIT)
        lives.act(hit, step, lives.of(at.records(HIT).get(hit)).sha256, "Sample order 12")
    return HitAnswerRequest(
        id=hit, answer="same-person", who="Lieutenant Sample", answered=clock.now(), means="telephone"
    )


OPERATION = Operation("hit-answer", HitAnswerRequest, HitView, "act", "write-case", answer_hit, _referred)
