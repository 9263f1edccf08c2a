"""The limits of paper: long labels, a code that forbids everything, a sheet that is too small for what stands on it."""

from pathlib import Path

import pypdfium2
import pytest

from tahqiq.formats import anx
from tahqiq.formats.chart import from_records
from tahqiq.kit.errors import Refused
from tahqiq.products.paper.drawing import draw
from tahqiq.products.paper.layout import Layout, Placed
from tahqiq.products.paper.svg import svg
from tests.products.bundle.conftest import Office, office, said
from tests.products.paper.test_leaving import on_screen
from tests.products.paper.test_pdf import made

__all__ = ["office"]
LONG = "علي Hasan " * 1000


def test_a_label_of_10_000_characters_is_drawn_on_a_bounded_sheet() -> None:
    one = "0" * 32
    items = {one: {"id": one, "schema": "Person", "caption": LONG, "linked": 0}}
    picture = draw(Layout((Placed(one, 0, 0),)), items, [], "ar")  # type: ignore[arg-type]
    assert picture.width < 5_000
    assert len(svg(picture, "long")) < 100_000
    data, count, _ = made(picture, "ar")
    assert count == len(pypdfium2.PdfDocument(data)) <= 12


def test_a_label_of_10_000_characters_comes_back_whole_from_an_anx_file(office: Office, tmp_path: Path) -> None:
    writer = office.bench("writer")
    (tmp_path / "long.csv").write_text(f"name,phone\n{LONG.strip()},07900000001\n", "utf-8")
    (source,) = writer.collect([tmp_path / "long.csv"], writer.deposit("Harbour"))
    chart = writer.chart_of(source.source)
    items = writer.documents.get(chart.case, chart.id).body["items"]
    assert isinstance(items, list)
    path = tmp_path / "a.anx"
    writer.chart_files.write("anx", path, on_screen(office, *(one["entity"] for one in items)))
    assert LONG.strip() in {item.label for item in from_records(anx.READER.read(path, path.name)).items}


@pytest.mark.parametrize("name", ["pdf", "html", "pptx", "anx", "xlsx", "graphml", "gexf", "ftm"])
def test_a_code_that_forbids_everything_lets_no_form_leave_and_leaves_no_file(office: Office, tmp_path: Path, name: str) -> None:
    names = office.bench("writer").captions([bytes.fromhex(one) for one in office.people])
    secret = next(one.hex() for one, caption in names.items() if caption.startswith("zzqx"))
    path = tmp_path / f"a.{name}"
    with said("export-forbidden", Refused):
        office.bench("writer").chart_files.write(name, path, on_screen(office, secret))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
