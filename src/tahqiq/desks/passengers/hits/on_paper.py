"""What the referral sheet shows beside what a hit keeps: sex, nationality, seat and documents of the
traveller, route and hour of the flight, both spellings of the listed name, and the telephone that the post
calls."""

from collections.abc import Mapping

from tahqiq.desk import Desktop
from tahqiq.desks.passengers.duty.record import duty_telephone
from tahqiq.desks.passengers.flights.record import FLIGHT
from tahqiq.desks.passengers.places.words import country, town, with_code
from tahqiq.desks.passengers.travels.documents import own_documents
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.kit.errors import NotFound
from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import message, wanted


def with_documents(at: Desktop, body: Mapping[str, object]) -> Mapping[str, object]:
    """A hit's body for paper: under ``documents`` every document of the traveller (a hit itself keeps only
    the numbers that agree) with number, type, country and last day, under ``listed`` the name as the list
    writes it and the spelling that was compared, ``sex``,
    ``nationality`` and ``seat`` ("" where the airline says none), ``way``, ``departs`` (local time) and
    ``duty_telephone``. A masked hit stays as it is."""
    if body.get("masked"):
        return body
    names = [name for name in (body.get("listed_as"), body.get("listed")) if name]
    made = {**body, "listed": list(dict.fromkeys(names)), "duty_telephone": duty_telephone(at)}
    made |= {"born": _said(str(body.get("born") or "")), "listed_born": _days(body.get("listed_born"))}
    made |= _flight(at, str(body.get("flight") or ""))
    made["flight"] = str(body.get("flight") or "").split("/", 1)[0]
    try:
        travel = (
            at.records(TRAVEL, at.leaving()).get(str(body["travel"])).body if body.get("travel") else None
        )
    except NotFound:  # deleted, as the law asks
        return made
    if travel is None:
        return made
    row = str(body["row"])
    person = next((one for one in travel.rows.get("person", []) if one.get("row") == row), {})
    carried = own_documents(travel.rows, int(row))
    made["sex"] = _sex(person.get("gender", ""))
    made["nationality"] = " / ".join(
        with_code(country(code), code)
        for code in dict.fromkeys(one["nationality"] for one in (person, *carried) if one.get("nationality"))
    )
    made["seat"] = _seat(travel, person, str(body.get("flight") or ""))
    if not carried:
        return made
    return {**made, "documents": list(dict.fromkeys(map(_in_full, carried)))}


def _flight(at: Desktop, name: str) -> dict[str, object]:
    """Route and hour of a flight, where it is known."""
    found = at.records(FLIGHT).find({"flight": name}, limit=1).records if name else ()
    if not found:
        return {}
    flight = found[0].body
    return {
        "way": " → ".join(with_code(town(one), one) for one in (flight.origin, flight.destination) if one),
        "departs": _said(flight.departs[:16]),
    }


def _sex(sign: str) -> str:
    """What the message says, in words; another sign than M and F as it stands, "" where it says none."""
    return message(f"passengers-sex-{sign}", wanted(), {}).sentence if sign in ("M", "F") else sign


def _seat(travel: Travel, person: Mapping[str, str], flight: str) -> str:
    """The last seat that the airline gave the traveller on the flight."""
    given = [
        one["seat"]
        for one in travel.rows.get("seat", [])
        if one.get("seat")
        and one.get("person") == person.get("person")
        and one.get("flight") in (flight, None)
    ]
    return given[-1] if given else person.get("seat", "")


def _in_full(document: Mapping[str, str]) -> str:
    said = {
        **document,
        "type": _document_type(document.get("type") or ""),
        "issuer": country(document.get("issuer") or ""),
        "expires": _said(document.get("expires") or ""),
    }
    return " · ".join(said.get(name) or "–" for name in ("number", "type", "issuer", "expires"))


def _document_type(sign: str) -> str:
    """The type of a document in words where messages have a letter for it; another as it stands."""
    return message(f"passengers-document-{sign}", wanted(), {}).sentence if sign in ("P", "I", "V") else sign


def _days(births: object) -> list[str]:
    return [_said(str(one)) for one in births] if isinstance(births, list) else []


def _said(day: str) -> str:
    """A day or local time in words; another text as it stands."""
    return format_date(day, wanted(), digits="latn")
