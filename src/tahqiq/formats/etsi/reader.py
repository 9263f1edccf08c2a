"""Retained data handed over as XML (ETSI TS 102 657). Rows are legs, so one record may have several; row = the leg in the file's order, from 1.

Kind ``etsi.leg`` (columns :data:`COLUMNS`), ``etsi.request`` (:data:`REQUEST`), one row, and further columns for texts that have no field of their own, by their path.
"""

from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.etsi.retained import TRIED, Heading, Leg, legs
from tahqiq.formats.etsi.values import degrees, instant
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import looks_like
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

COLUMNS = (
    "record", "reference", "kind", "role", "caller", "callee", "number", "imsi", "imei", "start", "end", "seconds", "point", "azimuth", "cell", "apn", "session",
    "other",
)  # fmt: skip
REQUEST = ("request", "organisation", "country", "provider", "written", "namespace", "version")


def _sniff(head: bytes, _name: str) -> Confidence:
    if looks_like(head, "RetainedData", "etsi.org/02657") or looks_like(head, "retainedDataHeader"):
        return Confidence(0.97, reason("format-contains", what="ETSI TS 102 657"))
    return NO


def _body(path: Path, _name: str, rows: Rows) -> Iterator[Item]:
    heading, number = Heading(), 0
    with path.open("rb") as stream:
        for found in legs(stream, heading):
            for leg in found:
                number += 1
                rows.add("etsi.leg", WHOLE, COLUMNS, number, values(leg))
                for problem in problems(leg, number):
                    rows.tell(problem)
            yield from rows.ready()
    for problem in strange(heading):
        rows.tell(problem)
    told = (heading.request, heading.organisation, heading.country, heading.provider, heading.written, heading.namespace, heading.version)
    rows.add("etsi.request", WHOLE, REQUEST, 1, [text or None for text in told])


def values(leg: Leg) -> list[str | None]:
    """A leg in the order of the columns."""
    lat, lon = degrees(leg.latitude), degrees(leg.longitude)
    point = f"{lat},{lon}" if lat is not None and lon is not None else " ".join(filter(None, (leg.latitude, leg.longitude)))
    other = "\n".join(f"{path}: {text}" for path, text in leg.rest.items())
    told = (
        str(leg.record), leg.reference, leg.kind, leg.role, leg.caller, leg.callee, leg.number, leg.imsi, leg.imei, leg.start, leg.end, leg.seconds, point, leg.azimuth,
        leg.cell, leg.apn, leg.session, other,
    )  # fmt: skip
    return [text or None for text in told]


def strange(heading: Heading) -> Iterator[Problem]:
    """That nobody has tried the version that a file says."""
    if heading.namespace and heading.version not in TRIED:
        yield Problem("etsi-version-unknown", Place(), value=heading.version or heading.namespace)


def shape_of(leg: Leg) -> str:
    """What stands in a record of an unknown shape, by the paths of its first three texts; "" for a record in which nothing stands.

    >>> shape_of(Leg(1, rest={"recordPayload/messagingRecord/kind": "x"}))
    'recordPayload/messagingRecord/kind'
    """
    paths = [*(["recordNumber"] if leg.reference else []), *leg.rest]
    return ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")


def problems(leg: Leg, row: int) -> Iterator[Problem]:
    """What of a leg cannot be understood: its shape, its moment, its place. Nothing of it is left out for that."""
    place = Place(WHOLE, row)
    if leg.kind == "unknown":
        shape = shape_of(leg)
        yield Problem("etsi-shape-unknown" if shape else "etsi-record-empty", place, value=shape or None, params={"record": leg.record})
    elif instant(leg.start) is None:
        yield Problem("etsi-no-moment", place, value=leg.start or None, params={"record": leg.record})
    if (leg.latitude or leg.longitude) and (degrees(leg.latitude) is None or degrees(leg.longitude) is None):
        yield Problem("etsi-no-place", place, value=f"{leg.latitude} {leg.longitude}", params={"record": leg.record})


READER = FormatReader("etsi_retained", 1, "Retained communications data (ETSI TS 102 657)", (".xml",), _sniff, _body)
