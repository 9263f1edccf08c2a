"""The features of one traveller in one booking, each made of what the messages say. What they do not say is
left out: a condition over it is then not known, and never met."""

import itertools

from tahqiq.desks.passengers.risk_rules.past import Past, Row, agency, contacts, day, days
from tahqiq.desks.passengers.risk_rules.ways import detour
from tahqiq.desks.passengers.travels.record import Travel

ADULT = 18


def of_traveller(body: Travel, person: Row, past: Past) -> dict[str, object]:
    """The features that are known, by the names of ``features.yaml``."""
    people = body.rows.get("person", [])
    own = [row for row in body.rows.get("document", []) if row.get("person") == person.get("person")]
    found: dict[str, object] = {
        "party": len(people) if body.form == "booking" else None,
        "legs": len(body.flights) or None,
        "origin": body.origin or None,
        "destination": body.destination or None,
        "changes": body.pushes - 1,
        "party-changes": body.party_changes if body.form == "booking" else None,
        "open-cases": past.open_cases(body),
    }
    found |= _booked(body, past) | _way(body) | _shared(body, past) | _paid(body, people)
    found |= _papers(body, own, past) | _who(body, person, people, own)
    found["bags"] = len(
        [row for row in body.rows.get("bag", []) if row.get("person") == person.get("person")]
    )
    stay = found.get("stay-days")
    if isinstance(stay, int):
        found["bags-against-stay"] = round(
            len([1 for row in body.rows.get("bag", []) if row.get("person") == person.get("person")])
            / max(stay, 1),
            2,
        )
    seats = {
        (row.get("flight"), row.get("seat"))
        for row in body.rows.get("seat", [])
        if row.get("person") == person.get("person")
    }
    found["seat-changes"] = len(seats) - len({flight for flight, _ in seats})
    found["frequent-flyer"] = bool(person.get("frequent_flyer"))
    return {name: value for name, value in found.items() if value is not None}


def _booked(body: Travel, past: Past) -> dict[str, object]:
    rows = body.rows.get("booking", [])
    created = rows[0].get("created", "") if rows else ""
    lead, usual = days(created, body.departs), past.usual_lead(body)
    found: dict[str, object] = {"lead-days": lead}
    if lead is not None and usual:
        found["lead-against-route"] = round(lead / usual, 2)
    name = agency(rows[0]) if rows else ""
    first, departs = past.agencies.get(name), day(body.departs)
    if name and departs:
        found["agency-days"] = (departs - first).days if first else 0
    return found


def _way(body: Travel) -> dict[str, object]:
    own = {
        row.get("flight") for row in body.rows.get("leg", [])
    }  # a message may report a flight that is none of the booking's
    legs = [row for row in body.rows.get("flight", []) if not own or row.get("flight") in own]
    if body.form != "booking" or not legs:
        return {}
    found: dict[str, object] = {"one-way": legs[-1].get("destination") != legs[0].get("origin")}
    found["broken-journey"] = any(
        one.get("destination") != other.get("origin") for one, other in itertools.pairwise(legs)
    )
    found["detour"] = detour(legs)
    if not found["one-way"] and len(legs) > 1:
        gaps = [
            days(one.get("arrives") or one.get("departs", ""), other.get("departs", ""))
            for one, other in itertools.pairwise(legs)
        ]
        found["stay-days"] = max((gap for gap in gaps if gap is not None), default=None)
    return found


def _shared(body: Travel, past: Past) -> dict[str, object]:
    found: dict[str, object] = {}
    for what, value in contacts(body):
        name = f"{what}-shared"
        before = found.get(name)
        count = past.others(what, value, body.key)
        found[name] = max(count, before) if isinstance(before, int) else count
    return found


def _paid(body: Travel, people: list[Row]) -> dict[str, object]:
    rows = body.rows.get("payment", [])
    if not rows:
        return {}
    names = {word for one in people for word in (one.get("name") or "").casefold().split()}
    payers = [row["payer"].casefold().split() for row in rows if row.get("payer")]
    found: dict[str, object] = {"paid-cash": any(row.get("form") == "cash" for row in rows)}
    if payers and names:
        found["payer-travels-not"] = any(not names.intersection(words) for words in payers)
    return found


def _papers(body: Travel, own: list[Row], past: Past) -> dict[str, object]:
    numbers = {
        row["number"] for row in own if row.get("number") and row.get("type", "P").startswith(("P", "I"))
    }
    if not numbers:
        return {}
    found: dict[str, object] = {"documents": len(numbers)}
    ends = [left for row in own if (left := days(body.departs, row.get("expires", ""))) is not None]
    issued = [age for row in own if (age := days(row.get("issued", ""), body.departs)) is not None]
    if ends:
        found["document-expired"] = min(ends) < 0
    if issued:
        found["document-age-days"] = min(issued)
    found["document-shared"] = max(
        len(past.holders.get(past.secret("document", number), set())) - 1 for number in numbers
    )
    trips = {trip for number in numbers for trip in past.shared.get(past.secret("document", number), set())}
    found["earlier-travels"] = len({trip[:10] for trip in trips if trip[:10] < body.departs[:10]})
    return found


def _who(body: Travel, person: Row, people: list[Row], own: list[Row]) -> dict[str, object]:
    ages = {one.get("person"): age for one in people if (age := _age(one, body.departs)) is not None}
    age = ages.get(person.get("person"))
    sex = {"M": "M", "F": "F"}.get((person.get("gender") or "")[:1].upper())
    found: dict[str, object] = {
        "age": age,
        "sex": sex,
        "nationality": person.get("nationality")
        or next((row["nationality"] for row in own if row.get("nationality")), None),
    }
    if body.form == "booking" and len(ages) == len(people):
        adults = [one for one in people if ages[one.get("person")] >= ADULT]
        names = {(one.get("surname") or "").casefold() for one in people}
        minor = age is not None and age < ADULT
        found["minor-alone"] = minor and not adults
        found["minor-with-unrelated"] = (
            minor
            and bool(adults)
            and (person.get("surname") or "").casefold()
            not in {(one.get("surname") or "").casefold() for one in adults}
        )
        found["family-booking"] = len(names) == 1 and bool(adults) and len(adults) < len(people)
    return found


def _age(person: Row, departs: str) -> int | None:
    born, on = day(person.get("birth", "")), day(departs)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) if born and on else None
