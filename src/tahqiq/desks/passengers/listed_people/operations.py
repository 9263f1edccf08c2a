"""Put one person on a watchlist by name, with basis and last day; a second person agrees where the law of the
installation wants one (``law.yaml``, one-person-needs-two).

The person becomes a list of their own, sealed as a table: compared, ended and shown as every list is."""

import secrets
from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.lists_in_use.comparison import ComparedWatchlistView, compared
from tahqiq.desks.passengers.watchlists.entries import people_listed
from tahqiq.desks.passengers.watchlists.made_tables import seal_table
from tahqiq.desks.passengers.watchlists.record import WATCHLIST, Watchlist, WatchlistTerms
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of
from tahqiq.model.types.date import DateType
from tahqiq.workbench import Workbench

COLUMNS = ("name", "alias", "birth date", "document", "reason")


class ListedPersonRequest(WatchlistTerms, needs=("basis", "owner", "until")):
    """One person to be compared with travellers."""

    person: str = Field(
        min_length=2, max_length=100, description="The full name, in the script in which it is known best."
    )
    spellings: list[Annotated[str, Field(min_length=2, max_length=100)]] = Field(
        default=[], max_length=10, description="Further spellings, in Latin letters as passports write it."
    )
    birth: str = Field(
        default="",
        max_length=30,
        description="The day of birth as far as it is known, as people write it: 1988, 1988-02, 14/2/1988.",
    )
    papers: list[Annotated[str, Field(min_length=3, max_length=30)]] = Field(
        default=[], max_length=10, description="Numbers of passports and identity cards."
    )
    listed_for: str = Field(default="", max_length=300, description="Why the person is listed.")


class ListedPersonAgreement(Strict):
    """Agreement to a person whom a colleague put on a watchlist."""

    id: Annotated[str, ARGUMENT] = Field(description="The list of that person, by its id.")
    version: int = Field(ge=1, description="The version that you read.")
    reason: str = Field(min_length=3, max_length=500, description="Why you agree, in a sentence.")


def list_person(
    at: ActingDesktop, asked: ListedPersonRequest, _progress: Progress | None
) -> ComparedWatchlistView:
    """Put somebody on a watchlist; where nobody has to agree, the passengers already held are compared at
    once. Raises ``WrongUse`` (``passengers-list-past``: the last day has passed;
    ``passengers-person-thin``: neither a birth nor a document tells the person from namesakes;
    ``passengers-person-birth``: the birth is no day, month or year up to now), ``Conflict``
    (``passengers-person-listed``)."""
    if asked.until < day_of(clock.now()):
        raise WrongUse("passengers-list-past", day=Day.of(asked.until))
    if not asked.birth and not asked.papers:
        raise WrongUse("passengers-person-thin")
    born = _born(asked.birth)
    name = f"{asked.person.strip()} ({asked.owner.strip()})"[:120]
    if at.records(WATCHLIST).find({"name": name}, limit=1).records:
        raise Conflict("passengers-person-listed", name=name)
    parts = (
        asked.person.strip(),
        "|".join(asked.spellings),
        born,
        "|".join(asked.papers),
        asked.listed_for,
    )
    source = seal_table(at, name, COLUMNS, [[" ".join(part.split()) for part in parts]])
    found, listed = people_listed(at, source, "")
    body = record_of(
        Watchlist,
        asked,
        source=found.id,
        name=name,
        aliases="",
        form="person",
        people=len(listed.entries),
        asked_by=at.actor.id,
        waits=law().second_person,
    )
    kept = at.records(WATCHLIST).save(body)
    return compared(at, kept).model_copy(update={"mine": True})


def _born(text: str) -> str:
    """A birth as ISO text as far as it is known; "" for none."""
    if not text.strip():
        return ""
    read = DateType().clean(text).value or ""
    if len(read) not in (4, 7, 10) or read > day_of(clock.now()).isoformat():
        raise WrongUse("passengers-person-birth", text=text)
    return read


def agree(
    at: ActingDesktop, asked: ListedPersonAgreement, _progress: Progress | None
) -> ComparedWatchlistView:
    """Agree as a second person: passengers already held are compared with it now, further ones as they come.
    Raises ``Refused`` (``passengers-own-person`` for who asked), ``Conflict``
    (``passengers-person-decided``), ``WrongUse`` (``reason-needed``)."""
    kept = at.records(WATCHLIST).get(asked.id)
    if not kept.body.waits:
        raise Conflict("passengers-person-decided")
    reason = asked.reason.strip()
    if len(reason) < 3:
        raise WrongUse("reason-needed").of_field("reason")
    update = {"waits": False, "agreed_by": at.actor.id, "agreed_because": reason}
    body = kept.body.model_copy(update=update)
    saved = at.records(WATCHLIST).save(body, "", kept.id, asked.version)
    return compared(at, saved)


def _example(_at: ActingDesktop) -> ListedPersonRequest:
    return ListedPersonRequest(
        person=f"Kareem Alsample {secrets.token_hex(3)}",
        birth="1988",
        listed_for="Sample order 12",
        basis="Sample order 12",
        owner="Sample court",
        until=date(2099, 1, 1),
    )


def _agreement(at: ActingDesktop) -> ListedPersonAgreement:
    """A person whom a colleague put on."""
    door = at.bench.door
    other = door.people.add(
        f"officer-{secrets.token_hex(4)}", "Officer", frozenset({"analyst"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, other.id, at.actor.id)
    theirs = ActingDesktop(Workbench(door, other), at.desk, at.home, at.purpose, at.unit)
    made = list_person(theirs, _example(at), None)
    return ListedPersonAgreement(id=made.id, version=made.version, reason="Sample order 12 was seen")


OPERATIONS = (
    Operation(
        "lists-person",
        ListedPersonRequest,
        ComparedWatchlistView,
        "act",
        "write-case",
        list_person,
        _example,
        group="lists",
    ),
    Operation(
        "lists-agree",
        ListedPersonAgreement,
        ComparedWatchlistView,
        "act",
        "write-case",
        agree,
        _agreement,
        group="lists",
        needs=(Needs(WATCHLIST, "id", (), "passengers-own-person", none_of=("asker",)),),
    ),
)
