"""Sanctions lists: the real ones with the figures known to be true, and their oddities in small."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from tahqiq.formats import ofac, un_list
from tahqiq.formats.reader import Item, Reader, Records
from tahqiq.model.problem import Problem

GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "formats"


def _read(path: Path, reader: Reader) -> list[Item]:
    return list(reader.read(path, path.name))


def _rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        line
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for line in item.columns.to_pylist()
    ]


def _problems(items: list[Item]) -> list[tuple[str, int, int]]:
    return [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


def test_un_list(shared_data: Callable[[str], Path]) -> None:
    items = _read(shared_data("watchlists/UN_consolidated.xml"), un_list.READER)
    individuals = {row["dataid"]: row for row in _rows(items, "un.individual")}
    assert (len(individuals), len(_rows(items, "un.entity"))) == (730, 273)
    assert sum(row["dataid"] in individuals for row in _rows(items, "un.alias")) == 2_139
    assert sum("Iraq" in (row["nationality"] or "").split("\n") for row in individuals.values()) == 79
    born = {
        row["dataid"]
        for row in _rows(items, "un.birth")
        if row["what"] == "date" and (row["date"] or row["year"])
    }
    assert len(born) == 651
    assert not _problems(items)


def test_ofac_lists(shared_data: Callable[[str], Path]) -> None:
    sdn = _read(shared_data("watchlists/ofac_sdn.csv"), ofac.READER)
    alt = _read(shared_data("watchlists/ofac_alt.csv"), ofac.READER)
    numbers = {row["ent_num"] for row in _rows(sdn, "ofac.sdn")}
    assert len(numbers) == len(_rows(sdn, "ofac.sdn")) == 8_976
    assert Counter(row["sdn_type"] for row in _rows(sdn, "ofac.sdn"))["individual"] == 4_620
    assert len(_rows(alt, "ofac.alt")) == 11_910
    assert {row["ent_num"] for row in _rows(alt, "ofac.alt")} <= numbers
    assert not _problems(sdn + alt)
    assert not [
        value for row in _rows(sdn, "ofac.sdn") for value in row.values() if value and value.strip() == "-0-"
    ]


def test_a_short_line_of_the_list_is_a_problem() -> None:
    items = list(ofac.READER.read(GOLDEN / "ofac" / "sample-sdn.csv", "x"))
    assert _problems(items) == [("ragged-line", 3, 1)]
    assert [row["sdn_name"] for row in _rows(items, "ofac.sdn")] == ["INVENTED AIRLINES", "PERSON, Invented"]


def test_other_tables_are_not_taken_for_the_list() -> None:
    assert ofac.READER.sniff(b'1,2,"aka","x",y\n2,3,"aka","y",z\n', "alt.csv").score == 0
    assert ofac.READER.sniff(b"name,number\n-0- ,1\n", "sdn.csv").score == 0
    assert un_list.READER.sniff(b"<LIST><INDIVIDUAL/></LIST>", "UN.xml").score == 0


def test_cut_un_list_keeps_whole_persons(tmp_path: Path) -> None:
    text = (GOLDEN / "un_list" / "sample.xml").read_text("utf-8")
    path = tmp_path / "cut.xml"
    path.write_text(text[: text.index("<ENTITY_ALIAS>")], "utf-8")
    items = list(un_list.READER.read(path, "cut.xml"))
    assert len(_rows(items, "un.individual")) == 1
    assert not _rows(items, "un.entity")
    assert [code for code, _, _ in _problems(items)] == ["document-damaged"]
