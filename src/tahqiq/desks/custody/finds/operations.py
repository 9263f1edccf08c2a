"""Record a find, and hand it over to a case and the laboratory."""

import re
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation, Stated
from tahqiq.desk.custody import step_of
from tahqiq.desk.details import Details, record_of
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import added, changed, every, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.exhibits.record import EXHIBIT, Exhibit, ExhibitDetails
from tahqiq.desks.custody.finds.record import FIND, FindDetails
from tahqiq.desks.custody.people.lookup import held_when
from tahqiq.desks.custody.places.lookup import example_facility, place_of
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.text import fold_digits


class FindRequest(FindDetails, needs=("sealed",)):
    """Something that was found."""


def record_find(at: ActingDesktop, asked: FindRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a find as an exhibit; the search it comes from says that it found something. Raises ``NotFound``
    (``custody-nothing-called``, ``custody-nobody-called``, ``custody-no-place``), ``Conflict``
    (``custody-seal-taken``, ``custody-not-held-then``), ``WrongUse`` (``custody-find-whole``)."""
    if asked.sort in WHOLE and _FRACTION.match(fold_digits(asked.amount)):
        raise WrongUse("custody-find-whole", value=asked.amount)
    for kept in every(at, FIND):
        if _seal(kept.body.sealed) == _seal(asked.sealed):
            raise Conflict("custody-seal-taken", value=asked.sealed, find=kept.body.number)
    person = asked.person
    if person:
        held_when(at, person, asked.at)
    place = place_of(at, asked.place, asked.facility).code if asked.place else ""
    search = one(at, SEARCH, number=asked.search) if asked.search else None
    made = added(at, FIND, "E", asked, person=person, place=place)
    if search is not None and search.body.result != "find":
        changed(at, SEARCH, search, result="find")
    return answer_of(made)


WHOLE = ("phone", "weapon", "tool")
"""What is counted in whole things."""
_FRACTION = re.compile(r"\s*\d*[.,٫]\d*[1-9]")


def _seal(text: str) -> str:
    """A seal as it is compared: blanks and capitals make no other one."""
    return "".join(text.split()).casefold()


class ReferredFind(Details):
    """Which find goes into which case."""

    case: str = Field(description="The case, by id or title.")
    find: str = Field(min_length=1, max_length=40, description="The number of the find.")


class ReferralRequest(ExhibitDetails, ReferredFind, needs=()):
    """A find that goes into a case and to the laboratory."""

    by: str = Field(min_length=2, max_length=200, description="Who hands it over.")
    taker: str = Field(min_length=2, max_length=200, description="Who takes it.")
    handed: Annotated[AwareDatetime, Happened()] = Field(description="When it was handed over.")


def refer(at: ActingDesktop, asked: ReferralRequest, _progress: Progress | None) -> RecordAnswer:
    """Hand a find over: the case gets the exhibit with its custody and a dated document that says so, the
    laboratory takes it up by its number. A telephone is not read without an order: the request says so, the
    laboratory's desk opens nothing by itself. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-find-referred``), ``WrongUse`` (``moment-order``)."""
    find = one(at, FIND, number=asked.find)
    body = find.body
    if body.case:
        raise Conflict("custody-find-referred", value=body.number, case=body.case)
    happened(body.at, asked.handed)
    steps = [
        step_of("taken", body.number, body.at, asked.by),
        step_of("sealed", body.number, body.at, asked.by, seal=body.sealed),
        step_of("handed", body.number, asked.handed, asked.by, taker=asked.taker),
    ]
    made = at.records(EXHIBIT).save(
        record_of(
            Exhibit,
            asked,
            number=body.number,
            sort=body.sort,
            search=body.search,
            found=body.at,
            place=body.place,
            seal=body.sealed,
            steps=steps,
        ),
        case=at.home,
    )
    stated: dict[str, list[str]] = {
        "exhibitNumber": [body.number],
        "sealNumber": [body.sealed],
        "exhibitType": [body.sort],
        "name": [f"{body.sort} {body.number}"],
    }
    at.publish(body.number, [Stated(body.number, "Exhibit", stated)])
    changed(at, FIND, find, case=at.home, laboratory=asked.laboratory, order=asked.order)
    return answer_of(made)


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _free_seal(at: ActingDesktop) -> str:
    return f"S-{at.records(FIND).count({})[None] + 1}"


OPERATIONS = (
    Operation(
        "find",
        FindRequest,
        RecordAnswer,
        "act",
        "write-case",
        record_find,
        lambda at: FindRequest(
            facility=example_facility(at), at=_AT, sort="phone", place="F01/A/1/01", sealed=_free_seal(at)
        ),
    ),
    Operation(
        "refer",
        ReferralRequest,
        RecordAnswer,
        "act",
        "deposit",
        refer,
        lambda at: ReferralRequest(
            case=at.home,
            find=example_entry(at, FIND, "E", sealed=_free_seal(at)),
            laboratory="L-1/2026",
            question="Which numbers and messages does it hold?",
            by="Officer 7",
            taker="Laboratory courier",
            handed=_AT.replace(hour=15),
        ),
        leaves=True,
    ),
)
