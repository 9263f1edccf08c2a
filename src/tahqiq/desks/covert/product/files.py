"""``tahqiq covert product read``: what product files hold, without a workspace: retained data, warrant
messages, and lists of intercepted items as CSV or XLSX."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.covert.product.item_lists import ListedItem, listed_items
from tahqiq.desks.covert.warrants.orders import orders_of
from tahqiq.formats.etsi.odd import problems, strange
from tahqiq.formats.etsi.product import kind_of, retained, warrant
from tahqiq.formats.etsi.retained_data import Leg
from tahqiq.formats.etsi.values import degrees, instant
from tahqiq.formats.plain_table import plain_table
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

Value = str | float | int | None


class ProductFilesRequest(Strict):
    """Files to read."""

    files: Annotated[list[Path], ARGUMENT] = Field(
        min_length=1, description="Retained data or warrant messages (XML), lists of items (CSV, XLSX)."
    )


class ProductFile(Strict):
    """One file. ``records_in`` are the records that stand in it, ``records_out`` those that were read and
    ``rejected`` those that were not: in = out + rejected. A record of a shape that is not known is read, kept
    and told among the problems. ``lines`` are the legs, objects or items; moments in UTC where they have a
    zone, places in degrees."""

    file: str
    kind: str
    version: str
    sha256: str
    heading: dict[str, Value]
    records_in: int
    records_out: int
    rejected: int
    lines: list[dict[str, Value | dict[str, str] | list[list[str]]]]
    problems: list[ProblemView]


class ProductFilesView(Strict):
    """Every file in the order in which they were named."""

    documents: list[ProductFile]


def read(asked: ProductFilesRequest) -> ProductFilesView:
    """Read the files. Raises ``NotFound`` (``no-such-file``) before anything is read."""
    for path in asked.files:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    return ProductFilesView(documents=[document(path) for path in asked.files])


def document(path: Path) -> ProductFile:
    """One file, told."""
    with path.open("rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    kind = kind_of(path)
    if kind == "etsi-103120":
        return _warrant(path, digest)
    return _retained(path, digest) if kind else _list(path, digest)


def _retained(path: Path, digest: str) -> ProductFile:
    read = retained(path)
    heading, found = read.heading, read.records
    doubts = [*strange(heading), *read.problems]
    number = 0
    for record in found:
        for leg in record:
            number += 1
            doubts += problems(leg, number)
    inside = max(read.standing, len(found))
    told: dict[str, Value] = {
        "namespace": heading.namespace,
        "country": heading.country,
        "organisation": heading.organisation,
        "request": heading.request,
        "provider": heading.provider,
        "written": _utc(heading.written),
    }
    return ProductFile(
        file=path.name,
        kind="etsi-102657",
        version=heading.version,
        sha256=digest,
        heading=told,
        records_in=inside,
        records_out=len(found),
        rejected=inside - len(found),
        lines=[_leg(leg) for record in found for leg in record],
        problems=problem_views(doubts),
    )


def _leg(leg: Leg) -> dict[str, Value | dict[str, str] | list[list[str]]]:
    return {
        "record": leg.record,
        "reference": leg.reference,
        "kind": leg.kind,
        "role": leg.role,
        "caller": leg.caller,
        "callee": leg.callee,
        "number": leg.number,
        "imsi": leg.imsi,
        "imei": leg.imei,
        "start": _utc(leg.start),
        "end": _utc(leg.end),
        "seconds": leg.seconds,
        "latitude": degrees(leg.latitude),
        "longitude": degrees(leg.longitude),
        "azimuth": leg.azimuth,
        "cell": leg.cell,
        "apn": leg.apn,
        "session": leg.session,
        "rest": dict(leg.rest),
    }


def _utc(text: str) -> str:
    found = instant(text)
    if found is None:
        return text
    return (
        found.strftime("%Y-%m-%dT%H:%M:%S")
        + (f".{found.microsecond:06d}".rstrip("0") if found.microsecond else "")
        + "Z"
    )


def _warrant(path: Path, digest: str) -> ProductFile:
    made, doubts = warrant(path)
    doubts += orders_of(made)[2]
    told: dict[str, Value] = {
        "profile": made.profile,
        "sender": made.sender,
        "receiver": made.receiver,
        "transaction": made.transaction,
        "at": _utc(made.at),
        "actions": made.actions,
    }
    lines: list[dict[str, Value | dict[str, str] | list[list[str]]]] = [
        {
            "action": one.action,
            "verb": one.verb,
            "kind": one.kind,
            "identifier": one.identifier,
            **{name: _utc(text) for name, text in one.fields.items()},
            "associated": "\n".join(one.associated),
            "observed": "\n".join(map(_utc, one.observed)),
            "flags": "\n".join(one.flags),
            "targets": [list(pair) for pair in one.targets],
            "rest": dict(one.rest),
        }
        for one in made.objects
    ]
    return ProductFile(
        file=path.name,
        kind="etsi-103120",
        version=made.version,
        sha256=digest,
        heading=told,
        records_in=made.actions,
        records_out=made.actions,
        rejected=0,
        lines=lines,
        problems=problem_views(doubts),
    )


def _list(path: Path, digest: str) -> ProductFile:
    try:
        table = plain_table(path)
    except WrongUse as error:
        told = problem_views([Problem("covert-no-product", Place(), params={"reason": error.code})])
        return ProductFile(
            file=path.name,
            kind="unknown",
            version="",
            sha256=digest,
            heading={},
            records_in=0,
            records_out=0,
            rejected=0,
            lines=[],
            problems=told,
        )
    items, doubts = listed_items(table)
    rejected = len(table.rows) - len(items)
    return ProductFile(
        file=path.name,
        kind="items",
        version="",
        sha256=digest,
        heading={"columns": ", ".join(table.header)},
        records_in=len(table.rows),
        records_out=len(items),
        rejected=rejected,
        lines=[_item(one) for one in items],
        problems=problem_views([*table.problems, *doubts]),
    )


def _item(one: ListedItem) -> dict[str, Value | dict[str, str] | list[list[str]]]:
    return {
        "line": one.line,
        "liid": one.liid,
        "sequence": one.sequence,
        "at": _utc(one.at) if one.moment is None else one.moment.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "digest": one.digest,
        "kind": one.kind,
        "number": one.number,
        "other": one.other,
        "file": one.file,
        "transcript": one.transcript,
        "rest": dict(one.rest),
    }


def lines(answer: ProductFilesView) -> list[str]:
    """In a terminal: a line for each file and each problem."""
    return [text for one in answer.documents for text in _lines_of(one)]


def _lines_of(one: ProductFile) -> Iterator[str]:
    yield (
        f"{one.file}: {one.kind} {one.version}: {one.records_in} records in, {one.records_out} out, "
        f"{one.rejected} not read, {len(one.lines)} lines"
    ).replace(" :", ":")
    for problem in one.problems:
        yield f"  {problem.place or '-'}: {problem.sentence}"


READ = Tool("product-read", ProductFilesRequest, ProductFilesView, read, lines, group="product")
