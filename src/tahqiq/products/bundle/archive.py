"""The file of a bundle: pages, tables and exhibits in one ZIP, a manifest of their hashes, and a signature
over the manifest.

Nothing is compressed, so that a page in a browser can read it with nothing but slices; dates of entries are
fixed, so that the same content gives the same bytes.
"""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from tahqiq.formats.neutral import neutral
from tahqiq.formats.values_csv import COLUMNS
from tahqiq.kit.bundle_format import DATE
from tahqiq.kit.errors import Damaged
from tahqiq.kit.exercise_mark import mark_file
from tahqiq.kit.locale import locale as locale_of
from tahqiq.products.bundle.hash_stream import Hashing, hash_of, pieces
from tahqiq.products.bundle.pages import About, cover, report
from tahqiq.products.chart.content import Exhibit, Gathered
from tahqiq.products.chart.saved_look import drawn_of
from tahqiq.products.paper.chart_picture import label_of
from tahqiq.products.paper.svg import svg
from tahqiq.products.product_words import Tongue
from tahqiq.products.tables import value_row

VERSION = 1
SIGNED = b"tahqiq-bundle 1\n"
"""What stands before the manifest in the bytes that are signed, so that a signature fits nothing else."""
MANIFEST, SIGNATURE = "manifest.json", "signature.json"
CHECK_WORDS = (
    "title",
    "choose",
    "folder",
    "sound",
    "unsound",
    "differs",
    "missing",
    "unknown",
    "signature",
    "no-bundle",
    "key",
    "compare",
    "files",
    "about",
    "working",
    "not-authentic",
    "offline",
)
LABELS = {
    "number": "number",
    "title": "label-title",
    "case": "case",
    "audit_head": "head",
    "prepared": "act-prepared",
    "reviewed": "act-reviewed",
    "returned": "act-returned",
    "released": "act-released",
    "cover": "label-cover",
    "report": "label-report",
    "chart": "chart",
    "values": "values",
    "events": "label-events",
    "lines": "lines",
    "translations": "translations",
    "exhibit": "label-exhibit",
    "verifier": "label-verifier",
}
"""What the page calls the facts and files of a manifest."""


@dataclass(frozen=True, slots=True)
class Signer:
    """``public`` are the 32 bytes of the key, ``sign`` makes the 64 bytes of an Ed25519 signature."""

    public: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a bundle. ``data`` are its bytes, or ``path`` where it is read from in pieces, known by its
    ``sha256`` and ``size`` then."""

    name: str
    what: str
    data: bytes = b""
    path: Path | None = None
    sha256: str = ""
    size: int = 0


def entries(about: About, found: Gathered, originals: Callable[[str], Path] | None) -> Iterator[Entry]:
    """The files of a bundle but manifest and signature. ``originals`` finds a sealed original by its hash;
    None where only extracts are wanted."""
    yield _text("cover.html", "cover", cover(about, found))
    picture = drawn_of(found, about.language)
    yield _text("report.html", "report", report(about, found, picture))
    yield _text(
        "chart.svg", "chart", f'<?xml version="1.0" encoding="UTF-8"?>\n{svg(picture, about.title)}\n'
    )
    yield _text("values.csv", "values", table_of(("number", "exhibit", *COLUMNS), _value_rows(found)))
    yield _text(
        "events.csv", "events", table_of(("number", "exhibit", "event", *COLUMNS), _event_rows(found))
    )
    yield _text(
        "lines.csv",
        "lines",
        table_of(
            ("from", "link", "to", "weight", "out", "in", "records", "strength", "first", "last", "exhibits"),
            _line_rows(about, found),
        ),
    )
    if found.translations:
        heads = ("number", "original", "translation", "language", "translator", "entered_by", "entered_at")
        yield _text("translations.csv", "translations", table_of(heads, _translation_rows(about, found)))
    for one in found.exhibits:
        if one.whole and originals is not None:
            yield Entry(
                _place(one),
                f"E{one.number}",
                b"",
                originals(one.source.sha256),
                one.source.sha256,
                one.source.size,
            )
        else:
            yield _text(
                f"exhibits/E{one.number}-extract.csv",
                f"E{one.number}",
                table_of(("number", *COLUMNS), _extract(found, one)),
            )
    yield _text("verify.html", "verifier", verifier(about.language))


def _place(one: Exhibit) -> str:
    """Where an original stands in the bundle: its number, and of its name what every file system takes."""
    stem = re.sub(r"[^\w.()-]+", "_", one.source.name, flags=re.ASCII).strip("._")[-60:] or "original"
    return f"exhibits/E{one.number}-{stem}"


def verifier(language: str) -> str:
    """The page that checks a bundle in any browser from the disk, without network or program."""
    say = Tongue(language)
    words = {one: say.say(f"check-{one}") for one in CHECK_WORDS} | {
        f"label-{name}": say.say(word) for name, word in LABELS.items()
    }
    known = locale_of(language)
    folder = files("tahqiq.products.bundle")
    page = folder.joinpath("verify.html").read_text("utf-8")
    script = folder.joinpath("verify.js").read_text("utf-8")
    told = json.dumps(words, ensure_ascii=False).replace("</", "<\\/")
    return (
        page.replace("{lang}", known.tag)
        .replace("{dir}", known.direction)
        .replace("{title}", words["title"])
        .replace("/*WORDS*/", told)
        .replace("/*SCRIPT*/", script)
    )


def write(path: Path, about: About, found: Gathered, signer: Signer, made: Iterable[Entry]) -> str:
    """Writes the file and returns its SHA-256. Raises :class:`Damaged` (``original-damaged``) when an
    original is not what its hash says; whatever is raised, no half file stays, and what stood at ``path``
    stands there still."""
    part = path.with_name(f".{path.name}.part")
    try:
        _fill(part, about, found, signer, made)
        mark_file(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return hash_of(path)


def _fill(path: Path, about: About, found: Gathered, signer: Signer, made: Iterable[Entry]) -> None:
    listed: list[dict[str, str | int]] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED, strict_timestamps=False) as book:
        for entry in made:
            listed.append(_put(book, entry))
        manifest = manifest_of(about, found, listed)
        _put(book, Entry(MANIFEST, "manifest", manifest))
        signature = signer.sign(SIGNED + manifest)
        _put(book, Entry(SIGNATURE, "signature", signature_of(signer.public, signature)))


def signature_of(public: bytes, signature: bytes) -> bytes:
    """The file of a signature."""
    told = {"algorithm": "Ed25519", "public": public.hex(), "signature": signature.hex()}
    return json.dumps(told, indent=1).encode() + b"\n"


def manifest_of(about: About, found: Gathered, listed: Sequence[dict[str, str | int]]) -> bytes:
    """What is signed: which product this is, who answers for it, and every file with its hash."""
    told = {
        "tahqiq_bundle": VERSION,
        "number": about.number,
        "title": about.title,
        "case": about.case,
        "audience": about.audience,
        "language": about.language,
        "program": about.version,
        "key": about.key,
        "audit_head": about.head,
        "draft": about.draft,
        "content": found.digest(),
        "acts": [
            {"act": one.what, "by": about.names.get(one.by, one.by), "at": one.at} for one in about.acts
        ],
        "exhibits": [
            {
                "number": f"E{one.number}",
                "sha256": one.source.sha256,
                "name": one.source.name,
                "whole": one.whole,
            }
            for one in found.exhibits
        ],
        "left_out": list(found.left_out),
        "files": list(listed),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, indent=1).encode() + b"\n"


def _put(book: zipfile.ZipFile, entry: Entry) -> dict[str, str | int]:
    info = zipfile.ZipInfo(entry.name, DATE)
    info.external_attr = 0o644 << 16
    info.create_system = 3
    size = 0
    with Hashing() as hashing, book.open(info, "w", force_zip64=entry.size > 1 << 31) as out:
        for block in _blocks(entry):
            hashing.take(block)
            size += len(block)
            out.write(block)
    sha256 = hashing.hex()
    if entry.path is not None and sha256 != entry.sha256:
        raise Damaged("original-damaged", sha256=entry.sha256)
    return {"path": entry.name, "what": entry.what, "size": size, "sha256": sha256}


def _blocks(entry: Entry) -> Iterator[bytes]:
    if entry.path is None:
        yield entry.data
        return
    yield from pieces(entry.path)


def _text(name: str, what: str, text: str) -> Entry:
    return Entry(name, what, text.encode("utf-8"))


def table_of(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV (RFC 4180) that spreadsheets open with the letters right and execute nothing of."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([neutral(cell) for cell in row] for row in rows)
    return out.getvalue()


def _value_rows(found: Gathered) -> Iterator[list[str]]:
    for one in found.values:
        yield [f"V{one.number}", f"E{one.exhibit}", *_row(value_row(one.statement, one.called, {}))]


def _event_rows(found: Gathered) -> Iterator[list[str]]:
    for one in found.events:
        for statement in one.statements:
            yield [
                f"V{one.number}",
                f"E{one.exhibit}",
                one.at,
                *_row(value_row(statement, " → ".join(one.parties), {})),
            ]


def _row(told: dict[str, str]) -> list[str]:
    return [told[name] for name in COLUMNS]


def _line_rows(about: About, found: Gathered) -> Iterator[list[str]]:
    exhibit = {one.source.id: f"E{one.number}" for one in found.exhibits}
    for line in found.lines:
        a, b = (found.items[line[end]]["caption"] if line[end] in found.items else "" for end in ("a", "b"))
        rests = "; ".join(sorted(exhibit[one] for one in line["sources"] if one in exhibit))
        counts = (line["weight"], line["events"]["out"], line["events"]["in"], line["records"])
        yield [
            a,
            label_of(line, found.items, about.language),
            b,
            *map(str, counts),
            line["strength"],
            line["first"],
            line["last"],
            rests,
        ]


def _translation_rows(about: About, found: Gathered) -> Iterator[list[str]]:
    for one in found.translations:
        yield [
            f"V{one.number}",
            one.original,
            one.text,
            one.language,
            one.translator,
            about.names.get(one.by, one.by),
            one.at,
        ]


def _extract(found: Gathered, one: Exhibit) -> Iterator[list[str]]:
    """What is used of an original, value by value, each with its place."""
    for value in found.values:
        if value.exhibit == one.number:
            yield [f"V{value.number}", *_row(value_row(value.statement, value.called, {}))]
    for event in found.events:
        if event.exhibit == one.number:
            for statement in event.statements:
                yield [f"V{event.number}", *_row(value_row(statement, " → ".join(event.parties), {}))]
