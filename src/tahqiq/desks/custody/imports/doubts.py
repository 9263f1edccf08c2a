"""What does not fit between rows: found, kept as it stands, and told with its place; nothing is mended."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.imports.tables import ImportedRow
from tahqiq.desks.custody.levels.record import Assessment
from tahqiq.desks.custody.moves.record import Move
from tahqiq.desks.custody.people.lookup import alike
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.custody.places.record import Place
from tahqiq.model.problem import Problem
from tahqiq.names.fold import tokens

Lines = Mapping[str, Sequence[ImportedRow]]


def doubts(new: Lines, known: Lines) -> Iterator[tuple[str, Problem]]:
    """Every doubt about the new rows beside what is known already, with the file it is about. ``known`` are
    lines without a place."""
    yield from _bookings([*known.get("custody-booking", ()), *new.get("custody-booking", ())])
    yield from _moves([*known.get("custody-move", ()), *new.get("custody-move", ())])
    yield from _places([*known.get("custody-place", ()), *new.get("custody-place", ())])
    yield from _people([*known.get("custody-person", ()), *new.get("custody-person", ())])
    files = {line.body.number for line in (*known.get("custody-person", ()), *new.get("custody-person", ()))}
    for kind, lines in new.items():
        for line in lines:
            person = getattr(line.body, "person", "")
            if kind != "custody-person" and person and person not in files:
                yield line.file, Problem("custody-no-file", line.place, field="person", value=person)
    for line in new.get("custody-assessment", ()):
        body: Assessment = line.body
        if body.chosen in ("moderate", "high") and not body.own_ground:
            yield (
                line.file,
                Problem("custody-ground-refused", line.place, field="evidence", value=body.number),
            )


def _bookings(lines: Sequence[ImportedRow]) -> Iterator[tuple[str, Problem]]:
    of = defaultdict[str, list[ImportedRow]](list)
    for line in lines:
        body: Booking = line.body
        if line.file and body.released and body.admitted and body.released < body.admitted:
            yield (
                line.file,
                Problem("custody-released-first", line.place, field="released", value=body.number),
            )
        of[body.person].append(line)
    for own in of.values():
        held = [line for line in own if line.body.released is None]
        for line in held[1:] if len(held) > 1 else []:
            if line.file:
                yield (
                    line.file,
                    Problem(
                        "custody-two-held",
                        line.place,
                        field="person",
                        value=line.body.person,
                        params={"other": held[0].body.number},
                    ),
                )


def _moves(lines: Sequence[ImportedRow]) -> Iterator[tuple[str, Problem]]:
    of = defaultdict[str, list[ImportedRow]](list)
    for line in lines:
        of[line.body.person].append(line)
    for own in of.values():
        own.sort(key=lambda line: (line.body.arrived, line.body.left or line.body.arrived))
        before: Move | None = None
        for line in own:
            body: Move = line.body
            if line.file and body.left and body.left > body.arrived:
                yield line.file, Problem("custody-left-after", line.place, field="left", value=body.person)
            was = before.place if before is not None else ""
            if line.file and body.origin and body.origin != was:
                yield (
                    line.file,
                    Problem(
                        "custody-not-there",
                        line.place,
                        field="origin",
                        value=body.person,
                        params={"said": body.origin, "was": was or "-"},
                    ),
                )
            before = body


def _places(lines: Sequence[ImportedRow]) -> Iterator[tuple[str, Problem]]:
    beside = defaultdict[str, list[ImportedRow]](list)
    codes: dict[str, ImportedRow] = {}
    for line in lines:
        body: Place = line.body
        if body.code in codes and line.file and codes[body.code].file:
            yield line.file, Problem("custody-place-twice", line.place, field="code", value=body.code)
        codes[body.code] = line
        if _drawn(body):
            beside[f"{body.within}|{body.sort}"].append(line)
    for near in beside.values():
        near.sort(key=lambda line: line.body.x)
        for at, line in enumerate(near):
            for other in near[at + 1 :]:
                if other.body.x >= line.body.x + line.body.width:
                    break
                if other.body.code != line.body.code and _overlap(line.body, other.body):
                    named = other if other.file else line
                    if named.file:
                        yield (
                            named.file,
                            Problem(
                                "custody-overlap",
                                named.place,
                                field="x",
                                value=named.body.code,
                                params={"other": (line if named is other else other).body.code},
                            ),
                        )


def _drawn(body: Place) -> bool:
    return None not in (body.x, body.y, body.width, body.height)


def _overlap(one: Any, other: Any) -> bool:  # noqa: ANN401 (places that are drawn)
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return bool(across and one.y < other.y + other.height and other.y < one.y + one.height)


def _people(lines: Sequence[ImportedRow]) -> Iterator[tuple[str, Problem]]:
    """Two files that may be one person: the same document, or the same mother, day of birth and all but one
    part of the name. A person decides; nothing is joined."""
    by = defaultdict[tuple[str, ...], list[ImportedRow]](list)
    for line in lines:
        body: PersonFile = line.body
        if body.document:
            by["document", body.document].append(line)
        if body.mother and body.born:
            by["mother", " ".join(tokens(body.mother)), body.born.isoformat()].append(line)
    reported: set[tuple[str, str]] = set()
    for why, found in by.items():
        for at, line in enumerate(found[1:], 1):
            for other in found[:at]:
                pair = (min(line.body.number, other.body.number), max(line.body.number, other.body.number))
                near = why[0] == "document" or alike(line.body, other.body)
                if line.file and pair[0] != pair[1] and pair not in reported and near:
                    reported.add(pair)
                    yield (
                        line.file,
                        Problem(
                            "custody-two-files",
                            line.place,
                            field="name",
                            value=line.body.number,
                            params={"other": other.body.number},
                        ),
                    )
