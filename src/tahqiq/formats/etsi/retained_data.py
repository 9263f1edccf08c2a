"""Records of retained data: one leg for each party of a call or message, one for each data session. Local
names are matched, whatever version the namespace names; the version is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import IO
from xml.etree.ElementTree import Element

from tahqiq.formats.etsi.values import iso
from tahqiq.formats.xmltaken import Taken, at
from tahqiq.formats.xmlwalk import child, children, local, text_of, walk

TRIED = frozenset({"v1.26.1", "v1.28.1"})
"""Versions of which files were read here; all others are read by the same names, and that is said."""
_VERSION = re.compile(r"/(v[0-9]+(?:\.[0-9]+)+)#?(?:/|$)")
_EMPTY = frozenset({"<leer>", "&lt;leer&gt;", "leer"})
_SERVICE = "recordPayload/telephonyRecord/telephonyServiceUsage"
_CELL = ("detailedLocation/cellInformation", "location")
_SPOTS = (
    "extendedLocation/spot/gsmLocation/geoCoordinates",
    "extendedLocation/spot/gsmLocation/geoCoordinatesDec",
)


@dataclass(slots=True)
class Leg:
    """What one party of one record says; texts as they stand, moments with signs between their parts.
    ``kind``: call, message, data or unknown. ``record`` the number of the record in the file, from 1;
    ``reference`` the one that it gives itself. ``rest`` are texts by path that have no field of their own."""

    record: int
    reference: str = ""
    kind: str = "unknown"
    role: str = ""
    caller: str = ""
    callee: str = ""
    number: str = ""
    imsi: str = ""
    imei: str = ""
    start: str = ""
    end: str = ""
    seconds: str = ""
    latitude: str = ""
    longitude: str = ""
    azimuth: str = ""
    cell: str = ""
    apn: str = ""
    session: str = ""
    rest: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Heading:
    """Whose request it answers. ``namespace`` and ``version`` as the file says them ("" : it names none)."""

    namespace: str = ""
    version: str = ""
    country: str = ""
    organisation: str = ""
    request: str = ""
    provider: str = ""
    written: str = ""


def version_of(namespace: str) -> str:
    """The version that a namespace names; "" for none.

    >>> version_of("http://uri.etsi.org/02657/v1.26.1#/RetainedData")
    'v1.26.1'
    """
    found = _VERSION.search(namespace)
    return found[1] if found else ""


def legs(stream: IO[bytes], heading: Heading) -> Iterator[list[Leg]]:
    """The legs of each ``ResponseRecord`` in order, at least one; ``heading`` is filled in on the way. Raises
    as :func:`tahqiq.formats.xmlwalk.walk`, and ``ValueError`` where the document is none of retained data."""
    number, root = 0, True
    for event, tag, element in walk(stream, {"ResponseRecord"}):
        if root:
            heading.namespace = element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""
            heading.version = version_of(heading.namespace)
            root = False
        if event != "end":
            continue
        if tag == "retainedDataHeader":
            _head(element, heading)
        elif tag == "ResponseRecord":
            number += 1
            yield of_record(element, number)


def _head(element: Element, heading: Heading) -> None:
    heading.country = _text(element, "requestID/countryCode")
    heading.organisation = _text(element, "requestID/authorisedOrganisationID")
    heading.request = _text(element, "requestID/requestNumber")
    heading.provider = _text(element, "cSPID")
    heading.written = iso(_text(element, "timeStamp"))


def of_record(record: Element, number: int) -> list[Leg]:
    """The legs of one record: a data session joined with the party beside it (the hybrid shape), otherwise
    one for each party; a record of another shape is one leg of kind ``unknown``."""
    service = at(record, _SERVICE)
    parties = (
        list(children(party, "TelephonyPartyInformation"))
        if service is not None and (party := child(service, "partyInformation")) is not None
        else []
    )
    national = child(service, "nationalTelephonyServiceUsage") if service is not None else None
    branch = (
        next((one for one in national if local(one.tag) not in ("countryCode", "headerID")), None)
        if national is not None
        else None
    )
    taken = Taken(record)
    base = Leg(number, taken.text("recordNumber") or "")
    base.session = _session(_text(record, "additionalInformation/otherInformation"))
    if branch is not None:
        found = [_session_leg(base, branch, parties[0] if parties else None)]
        taken.leave(branch)
        if parties:
            taken.leave(parties[0])
        found += [_party(base, one) for one in parties[1:]]
        for one in parties[1:]:
            taken.leave(one)
    elif parties:
        found = [_party(base, one) for one in parties]
        for one in parties:
            taken.leave(one)
        _joined(found)
    else:
        found = [base]
    found[0].rest |= taken.rest()
    return found


def _session_leg(base: Leg, branch: Element, party: Element | None) -> Leg:
    taken = Taken(branch)
    leg = Leg(
        base.record,
        base.reference,
        "data",
        session=base.session,
        imei=_first(taken, "naDeviceId"),
        imsi=_first(taken, "gprsInformation/iMSI"),
        number=_first(taken, "gprsInformation/mSISDN"),
        apn=_first(taken, "gprsInformation/aPN"),
        start=iso(_first(taken, "interval/startTime")),
        end=iso(_first(taken, "interval/endTime")),
        seconds=_first(taken, "interval/durationTime"),
    )
    _place(leg, taken)
    leg.rest = taken.rest()
    if party is not None:
        other = _party(base, party)
        for name in (
            "role",
            "number",
            "imsi",
            "imei",
            "start",
            "end",
            "seconds",
            "latitude",
            "longitude",
            "azimuth",
            "cell",
        ):
            if not getattr(leg, name):
                setattr(leg, name, getattr(other, name))
        leg.rest |= other.rest
    leg.caller = leg.number
    return leg


def _party(base: Leg, party: Element) -> Leg:
    taken = Taken(party)
    role = child(party, "partyRole")
    named = next((local(one.tag) for one in role), "") or (text_of(role) or "") if role is not None else ""
    if role is not None:
        taken.leave(role)
    leg = Leg(
        base.record,
        base.reference,
        "message" if named.casefold().startswith("sms") else "call",
        named,
        session=base.session,
        number=_first(taken, "partyNumber"),
        imsi=_first(taken, "iMSI"),
        imei=_first(taken, "iMEI"),
        start=iso(_first(taken, "communicationTime/startTime")),
        end=iso(_first(taken, "communicationTime/endTime")),
        seconds=_first(taken, "communicationTime/durationTime"),
    )
    _place(leg, taken)
    leg.rest = taken.rest()
    return leg


def _place(leg: Leg, taken: Taken) -> None:
    for where in _CELL:
        for spot in _SPOTS:
            if not leg.latitude:
                leg.latitude = _first(taken, f"{where}/{spot}/latitude", f"{where}/{spot}/latitudeDec")
                leg.longitude = _first(taken, f"{where}/{spot}/longitude", f"{where}/{spot}/longitudeDec")
                leg.azimuth = _first(taken, f"{where}/{spot}/azimuth")
        leg.cell = leg.cell or _first(taken, f"{where}/userLocationInformation", f"{where}/globalCellID")


def _joined(found: list[Leg]) -> None:
    """Who called whom, said on each leg: one call with two legs is told twice and is one."""
    by = {"from": "", "to": ""}
    for leg in found:
        role = leg.role.casefold()
        if role.startswith(("originating", "smsoriginator")):
            by["from"] = by["from"] or leg.number
        elif role.startswith(("terminating", "smsrecipient")):
            by["to"] = by["to"] or leg.number
    if not by["from"] and not by["to"] and len(found) == 1:
        by["from"] = found[0].number
    for leg in found:
        leg.caller, leg.callee = by["from"], by["to"]


def _session(text: str) -> str:
    """The session that further information names, however its key is spelled."""
    found = re.search(r"Session[ _-]?I[dD]\s*[:=]\s*([^;,\r\n]+)", text)
    return found[1].strip() if found else ""


def _first(taken: Taken, *paths: str) -> str:
    text = taken.text(*paths) or ""
    return "" if text.casefold() in _EMPTY else text


def _text(element: Element, path: str) -> str:
    text = text_of(at(element, path)) or ""
    return "" if text.casefold() in _EMPTY else text
