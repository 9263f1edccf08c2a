"""Versions of the house library: every accepted entry as one MSP file, whose digest says later what a search
was made with."""

import hashlib
from collections.abc import Sequence

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.answers import MadeFile, Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.lab.in_house_library.record import ENTRY, VERSION, HouseEntry, HouseRow, HouseVersion
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound
from tahqiq.model.kind import day_of

SIGNS = ("review", "accept")
"""The steps that are the two signatures."""


class LibraryIssueRequest(Strict):
    """A new version of the house library."""

    name: str = Field(
        default="House library", min_length=1, max_length=100, description="What the house library is called."
    )


class LibraryVersionRequest(Strict):
    """A version of the house library."""

    number: int = Field(ge=1, description="The number of the version.")


class LibraryVersionView(Strict):
    """A version of the house library with its file (MSP); ``number`` 0 and no file where no entry was signed
    by two persons yet. ``withdrawn`` names substances of entries that were withdrawn since, ``waiting`` those
    that are not signed."""

    name: str
    number: int
    sha256: str
    before: str
    entries: list[HouseRow]
    withdrawn: list[str]
    waiting: list[str]
    file: MadeFile | None


def issue(at: ActingDesktop, asked: LibraryIssueRequest, _progress: Progress | None) -> LibraryVersionView:
    """Issue the next version of every entry that two persons signed. Where there is none, none is issued.
    Raises ``Conflict`` (``lab-house-same``) where nothing changed."""
    lives = Lives(at, ENTRY)
    names, lines, bodies, waiting = at.bench.door.people, list[HouseRow](), list[HouseEntry](), list[str]()
    for one in sorted(at.records(ENTRY).every(), key=lambda kept: (kept.body.substance.casefold(), kept.id)):
        stands = lives.of(one)
        if stands.standing.state != "accepted":
            waiting += [one.body.substance] if stands.standing.state != "withdrawn" else []
            continue
        steps = [
            step for step in stands.history.steps if step.transition in SIGNS and step.sha256 == stands.sha256
        ][-len(SIGNS) :]
        called = names.names({step.by for step in steps})
        signed = [f"{called.get(step.by, step.by)} {day_of(step.at).isoformat()}" for step in steps]
        lines.append(
            HouseRow(
                entry=one.id,
                version=one.version,
                substance=one.body.substance,
                lot=one.body.material.lot,
                signed=signed,
            )
        )
        bodies.append(one.body)
    if not lines:
        return LibraryVersionView(
            name=asked.name,
            number=0,
            sha256="",
            before="",
            entries=[],
            withdrawn=[],
            waiting=waiting,
            file=None,
        )
    before = last(at)
    if before is not None and [(one.entry, one.version) for one in before.body.entries] == [
        (one.entry, one.version) for one in lines
    ]:
        raise Conflict("lab-house-same", number=before.body.number)
    number = before.body.number + 1 if before is not None else 1
    data = text_of(lines, bodies).encode()
    body = HouseVersion(
        name=asked.name,
        number=number,
        sha256=hashlib.sha256(data).hexdigest(),
        before=before.body.sha256 if before is not None else "",
        entries=lines,
        by=at.bench.person.login,
        at=clock.stamp(),
    )
    at.records(VERSION).save(body)
    return _version_view(at, body, data, waiting)


def fetch(at: Desktop, asked: LibraryVersionRequest, _progress: Progress | None) -> LibraryVersionView:
    """A version again, byte for byte. Raises ``NotFound`` (``lab-house-version``), ``Damaged``
    (``lab-house-damaged``) where it does not come out as it was sealed."""
    found = at.records(VERSION).find({"number": asked.number}, limit=1).records
    if not found:
        raise NotFound("lab-house-version", number=asked.number)
    body = found[0].body
    data = text_of(body.entries, [_entry_of(at, one) for one in body.entries]).encode()
    if hashlib.sha256(data).hexdigest() != body.sha256:
        raise Damaged("lab-house-damaged", number=body.number)
    return _version_view(at, body, data)


def last(at: Desktop) -> RecordVersion[HouseVersion] | None:
    """The last version; None before the first."""
    found = at.records(VERSION).find({}, order="number", descending=True, limit=1).records
    return found[0] if found else None


def version_of(at: Desktop, sha256: str) -> tuple[str, list[str]]:
    """What the house calls the library whose file has this digest ("" : it is no version of the house
    library), and its substances that were withdrawn since."""
    found = at.records(VERSION).find({"sha256": sha256}, limit=1).records
    return (
        (f"{found[0].body.name} {found[0].body.number}", _withdrawn(at, found[0].body)) if found else ("", [])
    )


def text_of(lines: Sequence[HouseRow], bodies: Sequence[HouseEntry]) -> str:
    """The file of a version: each spectrum with its material, its run, what it was held against and who
    signed it."""
    return "".join(_msp(line, body) for line, body in zip(lines, bodies, strict=True))


def _msp(line: HouseRow, body: HouseEntry) -> str:
    material = body.material
    verified = ", ".join(f"{one.run} {one.cosine:.4f}" for one in body.verified)
    words = [
        ("Name", body.substance),
        ("Formula", body.formula),
        ("InChIKey", body.inchikey),
        ("CASNO", body.cas),
        ("DB#", f"HOUSE-{line.entry}.{line.version}"),
        ("RI", "" if body.index is None else f"{body.index:g}"),
        (
            "Comments",
            (
                f"reference material {material.supplier} lot {material.lot}; certificate sha256 "
                f"{material.certificate}; purity {material.purity or '-'}; run {body.run} sha256 "
                f"{body.run_sha256} "
                f"acquired {body.acquired}; {body.instrument}; method {body.method} sha256 "
                f"{body.method_sha256}; verified by {verified}; signed by {', '.join(line.signed)}"
            ),
        ),
    ]
    head = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in words if value)
    return (
        f"{head}Num Peaks: {len(body.peaks)}\n"
        + "".join(f"{mass} {height:g}\n" for mass, height in body.peaks)
        + "\n"
    )


def _entry_of(at: Desktop, line: HouseRow) -> HouseEntry:
    return next(one.body for one in at.records(ENTRY).history(line.entry) if one.version == line.version)


def _withdrawn(at: Desktop, body: HouseVersion) -> list[str]:
    lives = Lives(at, ENTRY)
    return [
        one.substance
        for one in body.entries
        if lives.of(at.records(ENTRY).get(one.entry)).standing.state == "withdrawn"
    ]


def _version_view(
    at: Desktop, body: HouseVersion, data: bytes, waiting: Sequence[str] = ()
) -> LibraryVersionView:
    name = "".join(letter if letter.isalnum() else "-" for letter in body.name)
    return LibraryVersionView(
        name=body.name,
        number=body.number,
        sha256=body.sha256,
        before=body.before,
        entries=body.entries,
        withdrawn=_withdrawn(at, body),
        waiting=list(waiting),
        file=MadeFile.of(f"{name}-{body.number}.msp", "text/plain", data),
    )
