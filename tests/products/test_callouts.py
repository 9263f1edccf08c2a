"""What is written on a chart goes along in bundles and briefings; a call-out stands only as long as the
recorded value that it cites does, on the screen and in everything that leaves."""

import io
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from tahqiq.kit.errors import Conflict
from tahqiq.products.bundle.product import Product
from tahqiq.products.chart_export import ChartFormat
from tahqiq.products.paper.layout import Text, layout_of
from tahqiq.products.selection import Selection
from tests.products.bundle.conftest import Office, office, said
from tests.products.test_chart_export import on_screen

__all__ = ["office"]
TITLE, NOTE, SECRET, CITED = "شبكة الميناء للعرض", "يُسأل صاحبه", "zzqxnote", "البريد: zzqy@example.org"


def cited(office: Office) -> tuple[str, str]:
    """The person with an address, and the recorded value that holds it."""
    found = Selection(office.door.workspace, office.bench("writer").scope("work", office.case))
    one = next(
        one for item in found.entities() for one in item.entity.statements if one.value == "ali@example.org"
    )
    return one.entity.hex(), one.id.hex()


@pytest.fixture(scope="module")
def chart(office: Office) -> str:
    """The chart of the office with a title, a note on somebody, one on somebody who may not leave, and a
    call-out."""
    writer = office.bench("writer")
    body = dict(writer.documents.get(office.case, office.chart).body)
    names = writer.captions([bytes.fromhex(one) for one in office.people])
    hidden = next(one.hex() for one, name in names.items() if name.startswith("zzqx"))
    person, statement = cited(office)
    texts = [
        {"id": "a", "x": -3, "y": -6, "text": TITLE, "kind": "title"},
        {"id": "b", "x": 2, "y": 2, "text": NOTE, "kind": "note", "of": {"entity": person}},
        {"id": "c", "x": 2, "y": 4, "text": SECRET, "kind": "note", "of": {"entity": hidden}},
        {
            "id": "d",
            "x": 4,
            "y": 2,
            "text": CITED,
            "kind": "source",
            "of": {"entity": person},
            "entity": person,
            "statement": statement,
        },
    ]
    legend = {"hidden": [], "order": [], "names": [{"of": "type Person", "name": "رجال الميناء"}]}
    return writer.documents.make(
        office.case, "chart", "x", {**body, "texts": texts, "legend": legend}
    ).document.id


def bundle(office: Office, chart: str) -> Product:
    return office.products("writer").prepare(office.case, chart, "Bundle", "court", "ar", originals=False)


def briefing(office: Office, chart: str) -> Product:
    writer = office.bench("writer")
    text = writer.documents.make(
        office.case, "briefing", "Briefing", {"language": "ar", "blocks": [{"kind": "chart", "chart": chart}]}
    )
    return office.products("writer").brief(office.case, text.document.id, "court")


def pages(office: Office, made: Product) -> str:
    read = office.products("chief").pages(office.case, made.id)
    return read.cover + read.report


def test_what_is_written_goes_along_but_nothing_on_what_stays(
    office: Office, chart: str, tmp_path: Path
) -> None:
    for made in (bundle(office, chart), briefing(office, chart)):
        told = pages(office, made)
        for text in (TITLE, NOTE, CITED, "رجال الميناء"):
            assert text in told
        assert SECRET not in told
        office.products("chief").release(office.case, made.id)
        if made.recipe.charts is None:
            office.products("writer").write(office.case, made.id, tmp_path / "bundle.zip")
            with zipfile.ZipFile(tmp_path / "bundle.zip") as book:
                drawn = book.read("chart.svg").decode("utf-8")
                assert all(text in drawn for text in (TITLE, NOTE, CITED))
                assert all(SECRET.encode() not in book.read(name) for name in book.namelist())
        else:
            office.products("writer").write(office.case, made.id, tmp_path / "briefing.pdf")
            text = "".join(
                one.get_textpage().get_text_range()
                for one in pypdfium2.PdfDocument(tmp_path / "briefing.pdf")
            )
            assert SECRET not in text


def test_a_call_out_is_gone_with_its_value_everywhere_and_comes_back_with_it(
    office: Office, chart: str, tmp_path: Path
) -> None:
    person, statement = cited(office)
    before = bundle(office, chart), briefing(office, chart)
    products, writer = office.products("chief"), office.bench("writer")
    for made in before:
        assert CITED in pages(office, made)
        products.release(office.case, made.id)

    writer.acts.retract(person, statement, "wrong person")
    on_the_screen = writer.documents.get(office.case, chart).body["texts"]
    assert isinstance(on_the_screen, list)
    assert not any(
        "statement" in one for one in on_the_screen
    )  # the page draws no call-out whose value is left out
    for made in before:
        assert CITED not in pages(office, made)
        with said("product-changed", Conflict):
            products.write(
                office.case, made.id, tmp_path / ("b.zip" if made.recipe.charts is None else "b.pdf")
            )
        assert products.changed(office.case, made.id).retracted == 1
    for made in (bundle(office, chart), briefing(office, chart)):
        told = pages(office, made)
        assert CITED not in told
        assert NOTE in told

    writer.acts.reinstate(person, statement, "it holds")
    for made in before:
        assert CITED in pages(office, made)
        assert not products.changed(office.case, made.id)
        products.write(office.case, made.id, tmp_path / ("b.zip" if made.recipe.charts is None else "b.pdf"))


@pytest.mark.parametrize("name", ["html", "pdf", "anx"])
def test_a_file_of_the_screen_has_no_call_out_of_a_value_that_is_gone(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    person, statement = cited(office)
    seen = on_screen(office, person)
    texts = (Text(0, 3, "zzqcallout", "source", person, statement), Text(0, 5, "zzqtitle", "title"))
    seen = replace(seen, layout=replace(seen.layout, texts=texts))
    writer, path = office.bench("writer"), tmp_path / "chart"

    def written() -> tuple[bool, bool, int]:
        made = writer.chart_files.write(name, path, seen)
        data = path.read_bytes()
        if name == "pdf":
            told = "".join(
                one.get_textpage().get_text_range() for one in pypdfium2.PdfDocument(io.BytesIO(data))
            )
        else:
            told = data.decode("utf-16" if name == "anx" else "utf-8")
        return "zzqcallout" in told, "zzqtitle" in told, made.lost.get("callouts", 0)

    assert written() == (True, True, 0)
    writer.acts.retract(person, statement, "wrong person")
    try:
        assert written() == (False, True, 1)
    finally:
        writer.acts.reinstate(person, statement, "it holds")


def test_what_is_no_text_is_left_out() -> None:
    given: dict[str, object] = {"x": 1, "y": 2, "text": "a"}
    body: dict[str, object] = {
        "texts": [
            {**given, "kind": "title"},
            {**given, "kind": "source"},
            {**given, "kind": "x"},
            {"kind": "text"},
            3,
            {**given, "kind": "text", "statement": "ab"},
        ]
    }
    assert [one.kind for one in layout_of(body).texts] == ["title"]
