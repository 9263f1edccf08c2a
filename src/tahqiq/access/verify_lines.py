"""Whether the lines of logs follow one another: numbers without holes, each line as it was written, each with
the digest of the one before."""

from collections.abc import Iterator
from typing import cast

from pydantic import ValidationError

from tahqiq.model.kind import Kind
from tahqiq.model.kinds import kinds
from tahqiq.model.line import Line
from tahqiq.store.database import Database
from tahqiq.store.record_lines import known, lines


def line_faults(database: Database) -> Iterator[tuple[str, dict[str, str | int]]]:
    """Catalogue code and parameters for each line at which a log is broken, for auditors. Lines are read as a
    stream. That a log has lost its last lines, the audit log says, which knows every one."""
    there = known(database)
    for kind in kinds().values():
        if kind.name in there and issubclass(kind.body, Line):
            yield from _broken(database, cast("Kind[Line]", kind))


def _broken(database: Database, kind: Kind[Line]) -> Iterator[tuple[str, dict[str, str | int]]]:
    log, number, digest = "", 0, ""
    for identity, told, shape in lines(database, kind):
        try:
            body = kind.read(told, shape)
        except (ValidationError, KeyError, ValueError):
            yield "log-line-broken", {"thing": identity, "log": log, "number": number + 1}
            continue
        if body.log != log:
            log, number, digest = body.log, 0, ""
        seal = body.seal()
        if (body.number, body.before, body.digest) != (number + 1, digest, seal):
            yield "log-line-broken", {"thing": identity, "log": body.of, "number": body.number}
        number, digest = body.number, seal
