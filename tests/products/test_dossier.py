"""Everything about one thing in one document, and a chart of what one source says."""

from pathlib import Path

import docx
import pypdfium2
import pytest

from tahqiq.kit.errors import NotFound, Refused, WrongUse
from tahqiq.kit.messages import LOCALES
from tests.products.bundle.conftest import NUMBERS, Office, office, said

__all__ = ["office"]


def person(office: Office, beginning: str) -> str:
    captions = office.bench("writer").captions([bytes.fromhex(one) for one in office.people])
    return next(one.hex() for one, name in captions.items() if name.startswith(beginning))


def test_a_dossier_holds_values_contacts_events_charts_and_sources(office: Office) -> None:
    writer = office.bench("writer")
    page = writer.dossiers.page(person(office, "ئاوات"), "ar")
    for wanted in (
        "ئاوات ڕەحیم",
        "1990",
        "9647907654321",
        "شبكة الميناء",
        "people.csv",
        "B1",
        "رقم الهاتف",
        'dir="rtl"',
        "S1",
    ):
        assert wanted in page, wanted
    called = writer.dossiers.page(NUMBERS[1], "en")
    assert "calls.csv" in called
    assert sum(map(called.count, "→←")) == 2  # the third call lies outside the order


@pytest.mark.parametrize("language", LOCALES)
def test_it_is_there_in_every_language_and_says_that_nobody_released_it(
    office: Office, language: str
) -> None:
    page = office.bench("writer").dossiers.page(person(office, "ئاوات"), language)
    assert f'lang="{language}"' in page
    assert "briefing-" not in page


def test_as_a_file_it_leaves_like_a_chart_or_is_refused(office: Office, tmp_path: Path) -> None:
    writer = office.bench("writer")
    awat = person(office, "ئاوات")
    writer.dossiers.write(awat, "ar", tmp_path / "a.pdf")
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    text = "\n".join(document[at].get_textpage().get_text_range() for at in range(len(document)))
    assert "ئاوات ڕەحیم" in text
    writer.dossiers.write(awat, "ar", tmp_path / "a.docx")
    assert len(docx.Document(str(tmp_path / "a.docx")).tables) >= 3
    with said("export-forbidden", Refused):
        writer.dossiers.write(person(office, "zzqx"), "en", tmp_path / "b.pdf")
    assert not (tmp_path / "b.pdf").exists()
    with said("dossier-file", WrongUse):
        writer.dossiers.write(awat, "ar", tmp_path / "a.txt")
    with said("no-such-entity", NotFound):
        office.bench("stranger").dossiers.page(awat, "ar")


def test_a_chart_of_given_things_holds_those_that_are_seen(office: Office) -> None:
    writer = office.bench("writer")
    made = writer.chart_of(office.sources["calls.csv"], "Calls")
    chart = writer.chart_of_things(made.case, [*NUMBERS[:2], "0" * 32], "Two")
    shown = writer.documents.get(made.case, chart)
    assert (shown.document.title, shown.document.kind) == ("Two", "chart")
    items = shown.body["items"]
    assert isinstance(items, list)
    assert {one["entity"] for one in items} == set(NUMBERS[:2])
    with said("no-such-case", NotFound):
        office.bench("stranger").chart_of_things(made.case, NUMBERS, "Not theirs")


def test_a_chart_of_a_source_holds_what_it_speaks_of(office: Office) -> None:
    writer = office.bench("writer")
    made = writer.chart_of(office.sources["calls.csv"], "Calls")
    body = writer.documents.get(made.case, made.id).body
    items = body["items"]
    assert isinstance(items, list)
    assert set(NUMBERS) <= {one["entity"] for one in items}
    assert (made.shown, made.found) == (len(items), len(items))
    assert len({(one["x"], one["y"]) for one in items}) == len(items)
    people = writer.documents.get(made.case, writer.chart_of(office.sources["people.csv"]).id).body["items"]
    assert isinstance(people, list)
    assert {person(office, "ئاوات"), NUMBERS[1]} <= {
        one["entity"] for one in people
    }  # the number that the sheet gives her stands beside her
    again = writer.documents.get(made.case, writer.chart_of(office.sources["calls.csv"], "Calls").id).body[
        "items"
    ]
    assert again == items
    with said("no-such-source", NotFound):
        office.bench("stranger").chart_of(office.sources["calls.csv"])


def test_a_source_without_things_is_said(office: Office, tmp_path: Path) -> None:
    (tmp_path / "empty.bin").write_bytes(b"\x00\x01")
    writer = office.bench("writer")
    (made,) = writer.collect([tmp_path / "empty.bin"], writer.deposit("Harbour"))
    with said("source-no-things", WrongUse):
        writer.chart_of(made.source)
