"""What is true about the generated files, collected while they are written and saved beside them as
``truth.json``.

A *mention* says that a person, spelled so, stands at a place of a file. ``part`` is a sheet name, a member or
empty; ``row`` is 1-based as a person sees it (line, sheet row, page, message); ``column`` is the header text
or empty.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

Json = None | bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"]


class Mention(TypedDict):
    """One spelling of one person at one place of one file."""

    person: str
    text: str
    file: str
    part: str
    row: int
    column: str


class Trouble(TypedDict):
    """A value or record that must come out as a problem, never as a value. ``lost`` = the record as a whole
    cannot be used."""

    part: str
    row: int
    column: str
    value: str
    kind: str
    lost: bool


@dataclass
class FileTruth:
    """What is expected of one file. ``records``: data rows, messages, entries; ``furniture``: rows that are
    no records (titles, totals).

    ``target`` is the ordered number of a call file, ``targets`` the same by sheet where each sheet has its
    own.
    """

    path: str
    kind: str
    format: str
    records: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    furniture: int = 0
    zone: str = ""
    target: str = ""
    targets: dict[str, str] = field(default_factory=dict)
    encoding: str = ""
    problems: list[Trouble] = field(default_factory=list)
    note: str = ""

    def trouble(
        self, kind: str, row: int, column: str, value: str, *, part: str = "", lost: bool = False
    ) -> None:
        """Note a planted problem."""
        self.problems.append(
            {"part": part, "row": row, "column": column, "value": value, "kind": kind, "lost": lost}
        )


class Truth:
    """Everything known about one generated case; ``data`` is what ``truth.json`` holds.

    ``evidence`` is the folder of files to collect, ``path`` the truth file beside it.
    """

    def __init__(self, directory: Path, seed: int, scale: float) -> None:
        self.evidence = directory / "evidence"
        self.path = directory / "truth.json"
        self.seed, self.scale = seed, scale
        self.files: dict[str, FileTruth] = {}
        self.mentions: list[Mention] = []
        self.in_text: list[Json] = []
        self.story: dict[str, Json] = {}

    def file(self, path: str, kind: str, form: str) -> FileTruth:
        """Register a file of the evidence by its path relative to the folder."""
        entry = FileTruth(path, kind, form)
        self.files[path] = entry
        return entry

    def mention(
        self, person: str, text: str, file: FileTruth, row: int, column: str = "", part: str = ""
    ) -> str:
        """Record that ``person`` is spelled ``text`` there; returns ``text`` so that the call can stand where
        the text is written."""
        self.mentions.append(
            {"person": person, "text": text, "file": file.path, "part": part, "row": row, "column": column}
        )
        return text

    def forget(self, file: FileTruth) -> None:
        """Drop the mentions and identifiers of a file whose text cannot be read (a scan)."""
        self.mentions = [mention for mention in self.mentions if mention["file"] != file.path]
        self.in_text = [
            item for item in self.in_text if not (isinstance(item, Mapping) and item["file"] == file.path)
        ]

    @property
    def data(self) -> dict[str, Json]:
        """The whole truth as JSON values."""
        files: list[Json] = [_file_json(entry) for _, entry in sorted(self.files.items())]
        mentions: list[Json] = [_plain(mention) for mention in self.mentions]
        return {
            "sample": "SAMPLE عينة: every person, number and event is invented",
            "seed": self.seed,
            "scale": self.scale,
            **self.story,
            "files": files,
            "mentions": mentions,
            "identifiers_in_text": self.in_text,
            "identities": _identities(self.mentions),
        }

    def save(self) -> None:
        """Write ``truth.json`` (UTF-8, stable order)."""
        text = json.dumps(self.data, ensure_ascii=False, indent=1)
        self.path.write_text(text + "\n", encoding="utf-8", newline="\n")


def _identities(mentions: list[Mention]) -> list[Json]:
    """Pairs of mentions (numbers in ``mentions``) of one person in two files: the first place of each file
    with each next file's first."""
    first: dict[str, dict[str, int]] = {}
    for number, mention in enumerate(mentions):
        first.setdefault(mention["person"], {}).setdefault(mention["file"], number)
    pairs: list[Json] = []
    for person, places in first.items():
        numbers = sorted(places.values())
        pairs += [
            {"person": person, "a": a, "b": b} for at, a in enumerate(numbers) for b in numbers[at + 1 :]
        ]
    return pairs


def _plain(mention: Mention) -> Json:
    return {
        "person": mention["person"],
        "text": mention["text"],
        "file": mention["file"],
        "part": mention["part"],
        "row": mention["row"],
        "column": mention["column"],
    }


def _file_json(entry: FileTruth) -> Json:
    troubles: list[Json] = [
        {
            "part": t["part"],
            "row": t["row"],
            "column": t["column"],
            "value": t["value"],
            "kind": t["kind"],
            "lost": t["lost"],
        }
        for t in entry.problems
    ]
    parts: dict[str, Json] = dict(entry.parts.items())
    targets: dict[str, Json] = dict(entry.targets.items())
    return {
        "path": entry.path,
        "kind": entry.kind,
        "format": entry.format,
        "records": entry.records,
        "parts": parts,
        "furniture": entry.furniture,
        "zone": entry.zone,
        "target": entry.target,
        "targets": targets,
        "encoding": entry.encoding,
        "problems": troubles,
        "problem_count": len(troubles),
        "note": entry.note,
    }


def load(path: Path) -> dict[str, Json]:
    """Read a truth file back; raises ``OSError`` or ``ValueError`` when it is not there or not JSON."""
    value: dict[str, Json] = json.loads(path.read_text(encoding="utf-8"))
    return value
