"""The people of a list in a file: the UN consolidated list (XML), OFAC (SDN.CSV with ALT.CSV beside it), and
a national list as a table (CSV, XLSX, JSON lines).

What a row does not state is "": nothing is guessed. Days of birth are ISO texts, ``1965``, ``1965-03`` or
``1965-03-02``, or a range ``1960/1965``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tahqiq.formats.confined.known import choose, form
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.name_column import name_column
from tahqiq.formats.plain_table import plain_table
from tahqiq.formats.reader import Records
from tahqiq.formats.trait_columns import trait_columns, traits
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.problem import Problem
from tahqiq.names.fold import tokens

Row = dict[str, str | None]


@dataclass(slots=True)
class Entry:
    """One person of a list. ``names`` are the listed name and good aliases in any script, the first is shown;
    ``weak`` are aliases that the list itself calls weak; ``documents`` are numbers as they stand, ``phones``
    and ``emails`` how they are reached (only tables say that); ``row`` is where the entry stands in its
    file."""

    identity: str
    names: list[str] = field(default_factory=list)
    weak: list[str] = field(default_factory=list)
    born: list[str] = field(default_factory=list)
    documents: list[str] = field(default_factory=list)
    phones: list[str] = field(default_factory=list)
    emails: list[str] = field(default_factory=list)
    sex: str = ""
    reason: str = ""
    row: int = 0


@dataclass(slots=True)
class ListFile:
    """A list as it was read: ``kind`` is ``un``, ``ofac`` or ``table``."""

    kind: str
    entries: list[Entry]
    problems: list[Problem] = field(default_factory=list)


def read_list_file(path: Path, name: str = "", aliases: Path | None = None) -> ListFile:
    """The people of a list; ``name`` is what its owner called the file where that is not the name of
    ``path``, ``aliases`` the file of further names of an OFAC list (without one, ALT.CSV beside it).
    Organisations and ships are left out: nobody of them flies.

    A table of documents alone, without names, is a list too. Raises ``NotFound`` (``no-such-file``),
    ``WrongUse`` (``no-table-in-file``, ``names-no-column``).
    """
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    chosen = choose(path, name or path.name)
    form = chosen[0].name if chosen else ""
    if form == "un_list":
        return _un(path)
    if form == "ofac":
        return _ofac(path, aliases)
    return _table(path, name)


def _rows(reader: str, path: Path, problems: list[Problem]) -> Iterator[tuple[str, int, Row]]:
    for item in read_confined(form(reader), path, path.name):
        if isinstance(item, Problem):
            problems.append(item)
        elif isinstance(item, Records):
            for row, cells in zip(item.rows.tolist(), item.columns.to_pylist(), strict=True):
                yield item.kind, row, cells


def _un(path: Path) -> ListFile:
    made = ListFile("un", [])
    known: dict[str, Entry] = {}
    for kind, row, cells in _rows("un_list", path, made.problems):
        identity = cells.get("dataid") or ""
        if kind == "un.individual":
            entry = known.setdefault(identity, Entry(identity, row=row))
            name = " ".join(
                filter(None, (cells.get(f"{part}_name") for part in ("first", "second", "third", "fourth")))
            )
            entry.names = [
                part
                for part in (" ".join(name.split()), *(cells.get("name_original_script") or "").split("\n"))
                if part.strip()
            ]
            entry.sex = (cells.get("gender") or "").lower()
            entry.reason = " ".join(filter(None, (cells.get("reference_number"), cells.get("un_list_type"))))
        elif identity in known and kind == "un.alias":
            weak = (cells.get("quality") or "").lower() == "low"
            (known[identity].weak if weak else known[identity].names).extend(
                _names(cells.get("alias_name") or "")
            )
        elif identity in known and kind == "un.birth" and cells.get("what") == "date":
            years = [cells.get("from_year"), cells.get("to_year")]
            birth = (
                cells.get("date")
                or cells.get("year")
                or ("/".join(filter(None, years)) if any(years) else "")
            )
            if birth and birth not in known[identity].born:
                known[identity].born.append(birth)
        elif identity in known and kind == "un.document" and cells.get("number"):
            known[identity].documents.append(str(cells["number"]))
    made.entries = list(known.values())
    return made


_REMARK = re.compile(r"(?:alt\. )?DOB (?:circa )?([^;]+)")


_PAPER = re.compile(r"(?:Passport|National ID No\.|Identification Number) ([A-Z0-9-]{4,})")


_MONTHS = {
    name: no
    for no, name in enumerate(
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"], 1
    )
}


def _ofac(path: Path, aliases: Path | None) -> ListFile:
    made = ListFile("ofac", [])
    known: dict[str, Entry] = {}
    beside = (
        [aliases]
        if aliases
        else [
            one
            for one in (
                path.with_name(path.name.replace("sdn", "alt")),
                path.with_name(path.name.replace("SDN", "ALT")),
            )
            if one != path and one.is_file()
        ]
    )
    for file in [path, *beside[:1]]:
        for kind, row, cells in _rows("ofac", file, made.problems):
            identity = (cells.get("ent_num") or "").strip()
            if kind == "ofac.sdn" and (cells.get("sdn_type") or "").strip() == "individual":
                remarks = cells.get("remarks") or ""
                known[identity] = Entry(
                    identity,
                    names=_names(cells.get("sdn_name") or ""),
                    born=[_iso_day(found) for found in _REMARK.findall(remarks)],
                    documents=_PAPER.findall(remarks),
                    reason=(cells.get("program") or "").strip(),
                    row=row,
                    sex={"Male": "male", "Female": "female"}.get(
                        "".join(re.findall(r"Gender (\w+)", remarks)[:1]), ""
                    ),
                )
            elif kind == "ofac.alt" and identity in known:
                weak = "weak" in (cells.get("alt_remarks") or "").lower()
                (known[identity].weak if weak else known[identity].names).extend(
                    _names(cells.get("alt_name") or "")
                )
    made.entries = list(known.values())
    return made


def _iso_day(text: str) -> str:
    """A day as OFAC writes it: ``09 May 1959``, ``1962``, ``1958 to 1963``."""
    years = re.findall(r"\d{4}", text)
    day = re.fullmatch(r"(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\.?", text.strip())
    if day and day[2] in _MONTHS:
        return f"{day[3]}-{_MONTHS[day[2]]:02d}-{int(day[1]):02d}"
    return "/".join(years) if years else ""


def _names(text: str) -> list[str]:
    """A name as a list writes it; ``FAMILY, Given`` the other way round."""
    shown = " ".join(text.split())
    family, comma, given = shown.partition(",")
    turned = f"{given.strip()} {family.strip()}" if comma and given.strip() else shown
    return [turned] if turned else []


_DOCUMENTS = (
    "document",
    "documentnumber",
    "passport",
    "passportnumber",
    "passportno",
    "idnumber",
    "nationalid",
    "رقمالجواز",
    "جوازالسفر",
    "رقمالوثيقه",
    "رقمالهويه",
)


_PHONES = ("phone", "phonenumber", "telephone", "mobile", "رقمالهاتف", "الهاتف")


_EMAILS = ("email", "emailaddress", "mail", "البريدالالكتروني", "البريد")


_REASONS = ("reason", "basis", "program", "programme", "note", "notes", "السبب", "ملاحظات", "الملاحظات")


_IDS = ("id", "no", "number", "entry", "الرقم", "ت", "رقم")


def _table(path: Path, called: str) -> ListFile:
    table = plain_table(path, called)
    keys = ["".join(tokens(label)) for label in table.header]
    papers, reason, number = _places(keys, _DOCUMENTS), _places(keys, _REASONS), _places(keys, _IDS)
    phones, emails = _places(keys, _PHONES), _places(keys, _EMAILS)
    try:
        name: int | None = name_column(table)
        if papers and name in (*papers, *reason, *number, *phones, *emails):
            name = None
    except WrongUse:
        if not papers:
            raise
        name = None
    found = trait_columns(table, {})
    beside = traits(table, found)
    aliases = [
        at
        for at, key in enumerate(keys)
        if "alias" in key or key == "aka" or "اسمآخر" in key or "الكنيه" in key
    ]
    made = ListFile("table", [], list(table.problems))
    for at, row in enumerate(table.rows):
        names = [
            row[name] if name is not None else "",
            *(part.strip() for place in aliases for part in re.split(r"[;|\n]", row[place])),
        ]
        entry = Entry(
            next((row[place] for place in number if row[place]), str(table.lines[at])),
            names=[one for one in names if one.strip()],
            born=[beside[at].born] if beside[at].born else [],
            sex=beside[at].sex,
            row=table.lines[at],
            documents=_cells(row, papers),
            phones=_cells(row, phones, "|"),
            emails=_cells(row, emails, "|"),
            reason=" ".join(row[place] for place in reason if row[place]),
        )
        if entry.names or entry.documents:
            made.entries.append(entry)
    return made


def _cells(row: Sequence[str], places: Sequence[int], between: str = r";,|\s") -> list[str]:
    return [
        part.strip() for place in places for part in re.split(f"[{between}]+", row[place]) if part.strip()
    ]


def _places(keys: Sequence[str], wanted: Sequence[str]) -> list[int]:
    folded = {"".join(tokens(one)) for one in wanted}
    return [at for at, key in enumerate(keys) if key in folded]
