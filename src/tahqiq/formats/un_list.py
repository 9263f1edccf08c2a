"""The United Nations Security Council consolidated list (XML). Row = position among the records of its kind
from 1.

Kinds, each a part of its own: ``un.individual`` and ``un.entity`` (columns :data:`LISTED`; ``dataid`` is the
key of all others), ``un.alias``, ``un.document``, ``un.address``, ``un.birth`` (dates of birth, ``what`` =
date, and places, ``what`` = place). Values as they stand, repeated values (nationality, designation, title,
last update) joined with a line break. Empty elements, which the list has in plenty, are no records.
"""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import xml_root
from tahqiq.formats.xmlwalk import children, local, text_of, walk
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL
from tahqiq.model.place import Part, Place

LISTED = (
    "dataid",
    "reference_number",
    "un_list_type",
    "first_name",
    "second_name",
    "third_name",
    "fourth_name",
    "name_original_script",
    "title",
    "designation",
    "nationality",
    "gender",
    "listed_on",
    "last_day_updated",
    "submitted_by",
    "delisted_on",
    "comments1",
    "list_type",
    "versionnum",
    "sort_key",
    "sort_key_last_mod",
)
ALIAS = ("dataid", "quality", "alias_name", "note", "date_of_birth", "city_of_birth", "country_of_birth")
DOCUMENT = (
    "dataid",
    "type_of_document",
    "type_of_document2",
    "number",
    "issuing_country",
    "date_of_issue",
    "city_of_issue",
    "country_of_issue",
    "note",
)
ADDRESS = ("dataid", "street", "city", "state_province", "zip_code", "country", "note")
BIRTH = (
    "dataid",
    "what",
    "type_of_date",
    "date",
    "year",
    "from_year",
    "to_year",
    "city",
    "state_province",
    "country",
    "street",
    "note",
)
PARTS = {
    kind: Part(no, "entry", name)
    for no, (kind, name) in enumerate(
        [
            ("un.individual", "individuals"),
            ("un.entity", "entities"),
            ("un.alias", "aliases"),
            ("un.document", "documents"),
            ("un.address", "addresses"),
            ("un.birth", "births"),
        ]
    )
}
_BELOW = {
    "ALIAS": ("un.alias", ALIAS),
    "DOCUMENT": ("un.document", DOCUMENT),
    "ADDRESS": ("un.address", ADDRESS),
    "DATE_OF_BIRTH": ("un.birth", BIRTH),
    "PLACE_OF_BIRTH": ("un.birth", BIRTH),
}
_EMPTY_WITH = frozenset(["quality", "type_of_date"])
"""What the list writes even where nothing is known."""


class _Walker:
    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.counts = dict.fromkeys(PARTS, 0)
        for kind in (
            "un.individual",
            "un.entity",
        ):  # the listed before their aliases, so that each gets its own type
            rows.begin(kind, PARTS[kind], LISTED)

    def listed(self, element: Element, kind: str) -> None:
        """One individual or entity with everything below it."""
        cells: dict[str, str | None] = {}
        below: list[tuple[str, Element]] = []
        for item in element:
            name = local(item.tag)
            short = name.partition("_")[2]
            if name.startswith(("INDIVIDUAL_", "ENTITY_")) and short in _BELOW:
                below.append((short, item))
            else:
                cells[name.lower()] = _joined(cells.get(name.lower()), _value(item))
        self._add(kind, LISTED, cells)
        for short, item in below:
            self._below(short, item, cells.get("dataid"))

    def _below(self, short: str, element: Element, dataid: str | None) -> None:
        kind, columns = _BELOW[short]
        cells: dict[str, str | None] = {}
        for item in element:
            name = local(item.tag).lower()
            cells[name] = _joined(cells.get(name), _value(item))
        if not any(value for name, value in cells.items() if name not in _EMPTY_WITH):
            return
        cells["dataid"] = dataid
        if kind == "un.birth":
            cells["what"] = "date" if short == "DATE_OF_BIRTH" else "place"
        self._add(kind, columns, cells)

    def _add(self, kind: str, columns: tuple[str, ...], cells: dict[str, str | None]) -> None:
        self.counts[kind] += 1
        self.rows.add(kind, PARTS[kind], columns, self.counts[kind], cells)


def _value(element: Element) -> str | None:
    values = [text for item in children(element, "VALUE") if (text := text_of(item))]
    return "\n".join(values) if values else text_of(element)


def _joined(before: str | None, value: str | None) -> str | None:
    return f"{before}\n{value}" if before and value else before or value


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    walker = _Walker(rows)
    with path.open("rb") as stream:
        for event, tag, element in walk(stream, {"INDIVIDUAL", "ENTITY"}):
            if event == "end" and tag in ("INDIVIDUAL", "ENTITY"):
                walker.listed(element, f"un.{tag.lower()}")
            elif event == "start" and tag == "CONSOLIDATED_LIST":
                for name, value in element.attrib.items():
                    if value.strip() and "schemaLocation" not in name:
                        rows.aside(f"{tag}/{local(name)}", Place(), TECHNICAL)
            yield from rows.ready()


def _sniff(head: bytes, name: str) -> Confidence:
    return (
        Confidence(0.95, reason("format-begins", what="<CONSOLIDATED_LIST>"))
        if xml_root(head) == "CONSOLIDATED_LIST"
        else NO
    )


READER = FormatReader("un_list", 1, "UN Security Council consolidated list (XML)", (".xml",), _sniff, _body)
