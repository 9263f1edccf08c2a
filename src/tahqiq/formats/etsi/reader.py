"""Retained data handed over as XML (ETSI TS 102 657). Rows are legs, so one record may have several; row =
the leg in the file's order, from 1.

Kind ``etsi.leg`` (columns :data:`COLUMNS`), ``etsi.request`` (:data:`REQUEST`), one row, and further columns
for texts that have no field of their own, by their path.
"""

from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader
from tahqiq.formats.etsi.odd import problems, strange
from tahqiq.formats.etsi.retained_data import Heading, Leg, legs
from tahqiq.formats.etsi.values import degrees
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.xmlwalk import looks_like
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE

COLUMNS = (
    "record",
    "reference",
    "kind",
    "role",
    "caller",
    "callee",
    "number",
    "imsi",
    "imei",
    "start",
    "end",
    "seconds",
    "point",
    "azimuth",
    "cell",
    "apn",
    "session",
    "other",
)
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
    told = (
        heading.request,
        heading.organisation,
        heading.country,
        heading.provider,
        heading.written,
        heading.namespace,
        heading.version,
    )
    rows.add("etsi.request", WHOLE, REQUEST, 1, [text or None for text in told])


def values(leg: Leg) -> list[str | None]:
    """A leg in the order of the columns."""
    lat, lon = degrees(leg.latitude), degrees(leg.longitude)
    point = (
        f"{lat},{lon}"
        if lat is not None and lon is not None
        else " ".join(filter(None, (leg.latitude, leg.longitude)))
    )
    other = "\n".join(f"{path}: {text}" for path, text in leg.rest.items())
    told = (
        str(leg.record),
        leg.reference,
        leg.kind,
        leg.role,
        leg.caller,
        leg.callee,
        leg.number,
        leg.imsi,
        leg.imei,
        leg.start,
        leg.end,
        leg.seconds,
        point,
        leg.azimuth,
        leg.cell,
        leg.apn,
        leg.session,
        other,
    )
    return [text or None for text in told]


READER = FormatReader(
    "etsi_retained", 1, "Retained communications data (ETSI TS 102 657)", (".xml",), _sniff, _body
)
