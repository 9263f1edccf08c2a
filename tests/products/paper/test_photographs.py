"""Photographs on a chart: in PDF, page and .anx small and square without what a camera wrote; what may not or
cannot be shown is counted."""

import hashlib
from pathlib import Path

import pytest
from PIL import Image

from tahqiq.formats import anx
from tahqiq.formats.chart import from_records
from tahqiq.kit.errors import Refused
from tahqiq.products.chart_export import ChartFormat, OnScreen
from tahqiq.products.paper import photographs as made_small
from tahqiq.products.paper.layout import Layout, Placed, layout_of
from tahqiq.products.paper.photographs import SIDE, small
from tests.products.bundle.conftest import NUMBERS, Office, office

__all__ = ["office"]


@pytest.fixture(scope="module")
def face(office: Office, tmp_path_factory: pytest.TempPathFactory) -> str:
    """An invented picture among the originals of the case."""
    path = tmp_path_factory.mktemp("face") / "face.jpg"
    exif = Image.Exif()
    exif[0x010F] = "SECRETCAMERA"
    Image.linear_gradient("L").resize((400, 300)).convert("RGB").save(path, "JPEG", exif=exif)
    writer = office.bench("writer")
    (source,) = writer.collect([path], writer.deposit("Harbour"))
    return source.source


def seen(photos: dict[str, str]) -> OnScreen:
    items = tuple(Placed(one, at * 2.0, 0.0) for at, one in enumerate(NUMBERS))
    return OnScreen(Layout(items, photos=photos), "شبكة", "Harbour", "ar")


@pytest.mark.parametrize(
    ("name", "mark"), [("pdf", b"/DCTDecode"), ("html", b"data:image/jpeg;base64,"), ("anx", b"IconPicture")]
)
def test_a_photograph_goes_along_small_and_bare(
    office: Office, face: str, tmp_path: Path, name: ChartFormat, mark: bytes
) -> None:
    path = tmp_path / "chart"
    made = office.bench("writer").chart_files.write(name, path, seen({NUMBERS[0]: face}))
    data = path.read_bytes()
    text = (
        data.decode("utf-16")
        if name == "anx" and data[:2] in (b"\xff\xfe", b"\xfe\xff")
        else data.decode("latin-1")
    )
    assert mark.decode() in text
    assert "SECRETCAMERA" not in text
    assert "photographs" not in made.lost
    again = tmp_path / "again"
    office.bench("writer").chart_files.write(name, again, seen({}))
    assert mark not in again.read_bytes()


def test_a_bundle_shows_it_on_the_chart_and_is_another_product_with_another_picture(
    office: Office, face: str
) -> None:
    writer, chief = office.bench("writer"), office.products("chief")

    def body(photo: str) -> dict[str, object]:
        first = {"entity": NUMBERS[0], "x": 0, "y": 0, **({"photo": photo} if photo else {})}
        return {"items": [first, {"entity": NUMBERS[1], "x": 2, "y": 0}], "hidden": [], "groups": []}

    digests = []
    for photo in (face, ""):
        chart = writer.documents.make(office.case, "chart", "face", body(photo)).document.id
        product = writer.products.prepare(office.case, chart, "", "court", "ar", False)
        assert ("data:image/jpeg;base64," in chief.pages(office.case, product.id).report) == bool(photo)
        digests.append(product.digest)
    assert digests[0] != digests[1]


def test_what_a_file_cannot_hold_or_may_not_show_is_counted(
    office: Office, face: str, tmp_path: Path
) -> None:
    write = office.bench("writer").chart_files.write
    assert (
        write("pdf", tmp_path / "a", seen({NUMBERS[0]: "0" * 16, NUMBERS[1]: face})).lost["photographs"] == 1
    )
    assert write("graphml", tmp_path / "b", seen({NUMBERS[0]: face})).lost["photographs"] == 1


@pytest.mark.parametrize("name", ["pdf", "html", "anx", "graphml"])
def test_a_photograph_that_may_not_leave_keeps_the_chart_here(
    office: Office, tmp_path: Path, name: ChartFormat
) -> None:
    picture = tmp_path / "informant.jpg"
    Image.new("RGB", (40, 40), "#123456").save(picture)
    writer = office.bench("writer")
    (source,) = writer.collect([picture], writer.deposit("Harbour", handling_code="originator"))
    with pytest.raises(Refused) as refused:
        writer.chart_files.write(name, tmp_path / "chart", seen({NUMBERS[0]: source.source}))
    assert refused.value.code == "export-forbidden"
    assert not (tmp_path / "chart").exists()
    body = {
        "items": [{"entity": NUMBERS[0], "x": 0, "y": 0, "photo": source.source}],
        "hidden": [],
        "groups": [],
    }
    chart = writer.documents.make(office.case, "chart", "kept back", body).document.id
    product = writer.products.prepare(office.case, chart, "", "court", "ar", False)
    report = office.products("chief").pages(office.case, product.id).report
    assert "data:image/jpeg" not in report
    assert "informant" not in report


def test_large_and_broken_pictures_have_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    picture = tmp_path / "face.png"
    Image.new("RGBA", (30, 90), "#11223380").save(picture)
    data = small(picture)
    assert data is not None
    assert data == small(picture)
    kept = tmp_path / "kept.jpg"
    kept.write_bytes(data)
    with Image.open(kept) as opened:
        assert opened.size == (SIDE, SIDE)
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n" + hashlib.sha256(b"no picture").digest())
    assert small(broken) is None
    monkeypatch.setattr(made_small, "MOST", 10)
    assert small(picture) is None


def test_a_saved_chart_keeps_its_photographs() -> None:
    body = {
        "items": [
            {"entity": "0" * 32, "x": 0, "y": 0, "photo": "ab" * 8},
            {"entity": "1" * 32, "x": 0, "y": 0, "photo": 5},
        ]
    }
    assert layout_of(body).photos == {"0" * 32: "ab" * 8}
    assert layout_of({**body, "faceless": True}).photos == {}  # its signs alone are shown


def test_a_photograph_is_that_of_one_item_in_anx(office: Office, face: str, tmp_path: Path) -> None:
    path = tmp_path / "chart.anx"
    office.bench("writer").chart_files.write("anx", path, seen({NUMBERS[0]: face}))
    chart = from_records(anx.READER.read(path, path.name))
    assert len(chart.items) > 1
    assert path.read_text("utf-16").count("<IconPicture") == 1
