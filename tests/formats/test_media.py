"""Pictures, sound and film are told for what they are."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ExifTags, Image, PngImagePlugin

from tahqiq.formats.media import READER, mime_type, size
from tahqiq.formats.reader import Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

JPEG = b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x11\x08\x00\x20\x00\x40\x03" + bytes(20)


@pytest.mark.parametrize(
    ("head", "kind", "pixels"),
    [
        (JPEG, "image/jpeg", (64, 32)),
        (b"GIF89a\x05\x00\x07\x00", "image/gif", (5, 7)),
        (b"RIFF\0\0\0\0WEBPVP8 ", "image/webp", None),
        (b"OggS\0", "audio/ogg", None),
        (b"\0\0\0\x18ftypmp42", "video/mp4", None),
        (b"BM is a text", "", None),
    ],
)
def test_first_bytes_say_the_type_and_header_the_size(
    head: bytes, kind: str, pixels: tuple[int, int] | None
) -> None:
    assert (mime_type(head), size(head, kind)) == (kind, pixels)


def test_a_picture_is_one_record_and_says_that_it_was_not_read(tmp_path: Path) -> None:
    path = tmp_path / "x"
    path.write_bytes(JPEG)
    items = list(READER.read(path, "scan.jpg"))
    records = [item for item in items if isinstance(item, Records)]
    assert records[0].columns.to_pylist() == [{"mime_type": "image/jpeg", "width": "64", "height": "32"}]
    assert [item.code for item in items if isinstance(item, Problem)] == ["picture-not-read"]


@given(st.binary(max_size=200))
def test_no_head_breaks_it(head: bytes) -> None:
    found = size(b"\xff\xd8\xff" + head, "image/jpeg")
    assert found is None or min(found) >= 0


def test_what_a_picture_says_about_itself_is_delivered(tmp_path: Path) -> None:
    path = tmp_path / "a.jpg"
    exif = Image.Exif()
    exif[0x0110] = "Camera 7"
    exif.get_ifd(ExifTags.IFD.Exif)[0x9003] = "2024:05:01 10:00:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo).update({1: "N", 2: (33.0, 18.0, 55.5), 3: "E", 4: (44.0, 21.0, 0.0)})
    Image.new("RGB", (4, 3)).save(path, exif=exif)
    (found,) = [
        row
        for item in READER.read(path, "a.jpg")
        if isinstance(item, Records)
        for row in item.columns.to_pylist()
    ]
    assert (found["width"], found["exif Model"], found["exif DateTimeOriginal"]) == (
        "4",
        "Camera 7",
        "2024:05:01 10:00:00",
    )
    assert found["exif GPSLatitude"] == "(33.0, 18.0, 55.5)"
    png = PngImagePlugin.PngInfo()
    png.add_text("Comment", "for Layla")
    Image.new("RGB", (2, 2)).save(tmp_path / "b.png", pnginfo=png)
    (found,) = [
        row
        for item in READER.read(tmp_path / "b.png", "b.png")
        if isinstance(item, Records)
        for row in item.columns.to_pylist()
    ]
    assert found["Comment"] == "for Layla"


def test_marks_of_sound_are_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.mp3"
    path.write_bytes(b"ID3\x04\0\0\0\0\0\x10TIT2 and so on" + bytes(50))
    assert [item.field for item in READER.read(path, "a.mp3") if isinstance(item, Aside)] == ["ID3"]
