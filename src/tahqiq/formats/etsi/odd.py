"""What of retained data cannot be understood."""

from collections.abc import Iterator

from tahqiq.formats.etsi.retained_data import TRIED, Heading, Leg
from tahqiq.formats.etsi.values import degrees, instant
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem


def strange(heading: Heading) -> Iterator[Problem]:
    """That nobody has tried the version that a file says."""
    if heading.namespace and heading.version not in TRIED:
        yield Problem("etsi-version-unknown", Place(), value=heading.version or heading.namespace)


def shape_of(leg: Leg) -> str:
    """What stands in a record of an unknown shape, by the paths of its first three texts; "" for a record in
    which nothing stands.

    >>> shape_of(Leg(1, rest={"recordPayload/messagingRecord/kind": "x"}))
    'recordPayload/messagingRecord/kind'
    """
    paths = [*(["recordNumber"] if leg.reference else []), *leg.rest]
    return ", ".join(paths[:3]) + (" …" if len(paths) > 3 else "")


def problems(leg: Leg, row: int) -> Iterator[Problem]:
    """What of a leg cannot be understood: its shape, its moment, its place. Nothing of it is left out for
    that."""
    place = Place(WHOLE, row)
    if leg.kind == "unknown":
        shape = shape_of(leg)
        yield Problem(
            "etsi-shape-unknown" if shape else "etsi-record-empty",
            place,
            value=shape or None,
            params={"record": leg.record},
        )
    elif instant(leg.start) is None:
        yield Problem("etsi-no-moment", place, value=leg.start or None, params={"record": leg.record})
    if (leg.latitude or leg.longitude) and (degrees(leg.latitude) is None or degrees(leg.longitude) is None):
        yield Problem(
            "etsi-no-place", place, value=f"{leg.latitude} {leg.longitude}", params={"record": leg.record}
        )
