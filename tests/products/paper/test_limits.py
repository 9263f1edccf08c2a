"""The limits of paper: long labels, a code that forbids everything, a sheet that is too small for what stands
on it."""

import struct
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from tahqiq.formats import anx
from tahqiq.formats.chart import from_records
from tahqiq.kit.errors import Damaged, Refused
from tahqiq.products.paper import letters
from tahqiq.products.paper.layout import Layout, Placed, layout_of
from tahqiq.products.paper.photographs import small
from tahqiq.products.paper.svg import svg
from tests.products.bundle.conftest import Office, office, said
from tests.products.paper.as_seen import draw
from tests.products.paper.test_pdf import made
from tests.products.test_chart_export import on_screen

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


def test_a_label_of_10_000_characters_comes_back_whole_from_an_anx_file(
    office: Office, tmp_path: Path
) -> None:
    writer = office.bench("writer")
    (tmp_path / "long.csv").write_text(f"name,phone\n{LONG.strip()},07900000001\n", "utf-8")
    (source,) = writer.collect([tmp_path / "long.csv"], writer.deposit("Harbour"))
    chart = writer.chart_of(source.source)
    items = writer.documents.get(chart.case, chart.id).body["items"]
    assert isinstance(items, list)
    path = tmp_path / "a.anx"
    writer.chart_files.write("anx", path, on_screen(office, *(one["entity"] for one in items)))
    assert LONG.strip() in {item.label for item in from_records(anx.READER.read(path, path.name)).items}


@pytest.mark.parametrize("data", [None, b"no font", b""])
def test_a_font_that_the_installation_lost_is_said(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, data: bytes | None
) -> None:
    (tmp_path / "fonts").mkdir()
    if data is not None:
        (tmp_path / "fonts" / "Lost.ttf").write_bytes(data)
    monkeypatch.setattr(letters, "FONTS", ("Lost",))
    monkeypatch.setattr(letters, "files", lambda _: tmp_path)
    letters._font.cache_clear()
    with said("font-missing", Damaged):
        letters.Letters().line("علي", rtl=True)
    letters._font.cache_clear()


def test_a_group_of_10_000_letters_has_a_bounded_name() -> None:
    body = {"items": [{"entity": "0" * 32, "group": "g"}], "groups": [{"id": "g", "name": LONG}]}
    assert len(layout_of(body).groups["g"]) == 200


def test_a_picture_of_100_megabytes_is_not_made_small(tmp_path: Path) -> None:
    path = tmp_path / "large.jpg"
    Image.new("RGB", (20, 20)).save(path)
    assert small(path)
    with path.open("r+b") as file:
        file.truncate(100_000_000)
    assert small(path) is None


def test_a_picture_that_would_unfold_to_gigabytes_is_none(tmp_path: Path) -> None:
    path = tmp_path / "bomb.gif"
    path.write_bytes(
        b"GIF89a"
        + struct.pack("<HHBBB", 60_000, 60_000, 0, 0, 0)
        + b",\0\0\0\0"
        + struct.pack("<HHB", 60_000, 60_000, 0)
        + b"\2\0;"
    )
    assert small(path) is None


@pytest.mark.parametrize("name", ["pdf", "html", "pptx", "anx", "xlsx", "graphml", "gexf", "ftm"])
def test_a_code_that_forbids_everything_lets_no_form_leave_and_leaves_no_file(
    office: Office, tmp_path: Path, name: str
) -> None:
    names = office.bench("writer").captions([bytes.fromhex(one) for one in office.people])
    secret = next(one.hex() for one, caption in names.items() if caption.startswith("zzqx"))
    path = tmp_path / f"a.{name}"
    with said("export-forbidden", Refused):
        office.bench("writer").chart_files.write(name, path, on_screen(office, secret))  # type: ignore[arg-type]
    assert not list(tmp_path.iterdir())
