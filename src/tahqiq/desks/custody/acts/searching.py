"""Searches, what they find, and how a find reaches a case and the laboratory."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation, Stated
from tahqiq.desk.custody import step_of
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, YesNo, kept, known
from tahqiq.desks.custody.book import changed, one
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.records.papers import EXHIBIT, Exhibit
from tahqiq.desks.custody.records.rights import FIND, SEARCH, Find, Search
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse

BODY = ("frisk", "strip", "cavity")


class SearchMade(Strict):
    """A search that was made."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When.")
    sort: Literal["frisk", "strip", "cavity", "cell", "vehicle", "parcel", "mail", "area"] = Field(
        description="What was done."
    )
    person: str = Field(default="", max_length=40, description="Whose, by the number of the file.")
    place: str = Field(default="", max_length=100, description="Where, by the code of the place.")
    reason: str = Field(min_length=2, max_length=500, description="Why it was necessary.")
    authority: str = Field(min_length=2, max_length=200, description="Who ordered it.")
    by: str = Field(min_length=2, max_length=200, description="Who searched.")
    same_sex: YesNo = Field(default="unknown", description="Whether who searched is of the person's sex.")
    by_health: YesNo = Field(
        default="unknown",
        description="Of a cavity search: by a health professional who does not treat the person.",
    )
    result: Literal["nothing", "find"] = Field(description="What came of it.")


def searched(at: ActingDesktop, asked: SearchMade, _progress: Progress | None) -> CustodyKept:
    """Enter a search. Raises ``WrongUse`` (``custody-search-of-whom``, ``custody-search-sex``), ``NotFound``
    (``custody-nobody-called``)."""
    person = person_of(at, asked.person).number if asked.person else ""
    if asked.sort in BODY and not person:
        raise WrongUse("custody-search-of-whom")
    if asked.sort in BODY and asked.same_sex == "unknown":
        raise WrongUse("custody-search-sex")
    given = asked.model_dump() | {
        "person": person,
        "same_sex": known(asked.same_sex),
        "by_health": known(asked.by_health),
    }
    return kept(at.shelf(SEARCH).save(Search(number=at.shelf(SEARCH).next_number("Q"), **given)))


class ThingFound(Strict):
    """Something that was found."""

    search: str = Field(
        default="", max_length=40, description="The search in which it was found; empty: without one."
    )
    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When.")
    sort: Literal["phone", "drug", "weapon", "tool", "money", "alcohol", "other"] = Field(description="What.")
    place: str = Field(default="", max_length=100, description="Where, by the code of the place.")
    person: str = Field(default="", max_length=40, description="With whom, by the number of the file.")
    method: Literal["visit", "parcel", "mail", "thrown", "drone", "staff", "made-inside", "unknown"] = Field(
        default="unknown", description="How it came in."
    )
    amount: str = Field(default="", max_length=100, description="How much.")
    sealed: str = Field(
        min_length=1, max_length=100, description="The number of the seal, and of the photograph."
    )


def found(at: ActingDesktop, asked: ThingFound, _progress: Progress | None) -> CustodyKept:
    """Enter a find as an exhibit; the search it comes from says that it found something. Raises ``NotFound``
    (``custody-nothing-called``, ``custody-nobody-called``)."""
    person = person_of(at, asked.person).number if asked.person else ""
    search = one(at, SEARCH, number=asked.search) if asked.search else None
    made = at.shelf(FIND).save(
        Find(number=at.shelf(FIND).next_number("E"), **(asked.model_dump() | {"person": person}))
    )
    if search is not None and search.body.result != "find":
        changed(at, SEARCH, search, result="find")
    return kept(made)


class ReferralRequest(Strict):
    """A find that goes into a case and to the laboratory."""

    case: str = Field(description="The case, by id or title.")
    find: str = Field(min_length=1, max_length=40, description="The number of the find.")
    laboratory: str = Field(
        min_length=1, max_length=100, description="The number of the request to the laboratory."
    )
    question: str = Field(min_length=5, max_length=2_000, description="What the laboratory is asked.")
    order: str = Field(default="", max_length=100, description="Of a telephone: the order to read it.")
    by: str = Field(min_length=2, max_length=200, description="Who hands it over.")
    taker: str = Field(min_length=2, max_length=200, description="Who takes it.")
    handed: AwareDatetime = Field(description="When it was handed over.")


def refer(at: ActingDesktop, asked: ReferralRequest, _progress: Progress | None) -> CustodyKept:
    """Hand a find over: the case gets the exhibit with its custody and a dated document that says so, the
    laboratory takes it up by its number. A telephone is not read without an order: the request says so, the
    laboratory's desk opens nothing by itself. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-find-referred``), ``WrongUse`` (``custody-arrives-first``)."""
    find = one(at, FIND, number=asked.find)
    body = find.body
    if body.case:
        raise Conflict("custody-find-referred", value=body.number, case=body.case)
    if asked.handed < body.at:
        raise WrongUse("custody-arrives-first")
    steps = [
        step_of("taken", body.number, body.at, asked.by),
        step_of("sealed", body.number, body.at, asked.by, seal=body.sealed),
        step_of("handed", body.number, asked.handed, asked.by, taker=asked.taker),
    ]
    made = at.shelf(EXHIBIT).save(
        Exhibit(
            number=body.number,
            sort=body.sort,
            search=body.search,
            found=body.at,
            place=body.place,
            seal=body.sealed,
            laboratory=asked.laboratory,
            question=asked.question,
            order=asked.order,
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
    return kept(made)


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _find(at: ActingDesktop) -> str:
    number = at.shelf(FIND).next_number("E")
    at.shelf(FIND).save(FIND.example.model_copy(update={"number": number, "sealed": "S-1"}))
    return number


OPERATIONS = (
    Operation(
        "search",
        SearchMade,
        CustodyKept,
        "act",
        "write-case",
        searched,
        lambda _at: SearchMade(
            facility="F01",
            at=_AT,
            sort="cell",
            place="F01/A/1/01",
            reason="Report of a phone",
            authority="Director",
            by="Officer 7",
            result="nothing",
        ),
    ),
    Operation(
        "find",
        ThingFound,
        CustodyKept,
        "act",
        "write-case",
        found,
        lambda _at: ThingFound(facility="F01", at=_AT, sort="phone", place="F01/A/1/01", sealed="S-1"),
    ),
    Operation(
        "refer",
        ReferralRequest,
        CustodyKept,
        "act",
        "deposit",
        refer,
        lambda at: ReferralRequest(
            case=at.home,
            find=_find(at),
            laboratory="L-1/2026",
            question="Which numbers and messages does it hold?",
            by="Officer 7",
            taker="Laboratory courier",
            handed=_AT.replace(hour=15),
        ),
    ),
)
