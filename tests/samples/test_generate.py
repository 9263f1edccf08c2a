"""The generator gives the same bytes for the same seed, other bytes for another, and SAMPLE in every file."""

import hashlib
import io
import re
import zipfile
from email import message_from_bytes, policy
from pathlib import Path
from typing import cast

import pypdfium2
import pytest
from PIL import Image

from tahqiq.samples.generate import generate
from tahqiq.samples.truth import Truth, load


def _digests(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_same_seed_same_bytes(small: Truth, tmp_path: Path) -> None:
    again = generate(tmp_path / "again", small.seed, small.scale)
    assert _digests(small.path.parent) == _digests(again.path.parent)


def test_other_seed_other_case(small: Truth, tmp_path: Path) -> None:
    other = generate(tmp_path / "other", 2, small.scale)
    mine, theirs = set(_digests(small.evidence).values()), set(_digests(other.evidence).values())
    assert not mine & theirs
    assert {m["text"] for m in small.mentions} != {m["text"] for m in other.mentions}


def test_truth_stands_beside_the_evidence(small: Truth) -> None:
    assert small.path.exists()
    assert small.evidence not in small.path.parents
    assert load(small.path) == small.data


def test_every_file_is_in_the_truth(small: Truth) -> None:
    there = {str(path.relative_to(small.evidence)) for path in small.evidence.rglob("*") if path.is_file()}
    assert there == set(small.files)


def test_sample_in_every_file(small: Truth) -> None:
    without = [path for path in small.files if not _says_sample(small.evidence / path)]
    assert without == []


def test_sample_on_every_sheet(small: Truth) -> None:
    for entry in small.files.values():
        if entry.format != "xlsx":
            continue
        with zipfile.ZipFile(small.evidence / entry.path) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            assert sheets
            assert all(b"&amp;CSAMPLE" in archive.read(name) for name in sheets), entry.path


def test_sample_on_every_page(small: Truth) -> None:
    pages = 0
    for entry in small.files.values():
        if entry.format == "pdf":
            for page in pypdfium2.PdfDocument(small.evidence / entry.path):
                assert "SAMPLE عينة" in page.get_textpage().get_text_range()
                pages += 1
    assert pages >= 7


def test_scan_has_no_text(small: Truth) -> None:
    scans = [entry for entry in small.files.values() if entry.format == "scan"]
    assert len(scans) == 1
    page = pypdfium2.PdfDocument(small.evidence / scans[0].path)[0]
    assert page.get_textpage().get_text_range() == ""
    assert not [m for m in small.mentions if m["file"] == scans[0].path]
    grey = page.render(scale=1, grayscale=True).to_numpy()
    assert 0.001 < (grey < 128).mean() < 0.2


def test_arabic_pdf_reads_back(small: Truth) -> None:
    found = checked = 0
    for entry in small.files.values():
        if entry.format != "pdf":
            continue
        text = " ".join(
            p.get_textpage().get_text_range() for p in pypdfium2.PdfDocument(small.evidence / entry.path)
        )
        flat = re.sub(r"\s+", " ", text)
        for mention in small.mentions:
            if mention["file"] == entry.path:
                checked += 1
                found += mention["text"] in flat
    assert checked >= 20
    assert found == checked


def _says_sample(path: Path) -> bool:
    data = path.read_bytes()
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return any(b"SAMPLE" in archive.read(name) for name in archive.namelist())
    if path.suffix == ".eml":
        return "SAMPLE" in message_from_bytes(data, policy=policy.default)["Subject"]
    if path.suffix == ".pdf":
        return "SAMPLE".encode("utf-16-be").hex().encode() in data
    return b"SAMPLE" in data


@pytest.mark.slow
def test_full_size(tmp_path: Path) -> None:
    truth = generate(tmp_path / "full")
    size = sum(path.stat().st_size for path in truth.evidence.rglob("*") if path.is_file())
    assert size < 40_000_000
    story = truth.data["calls"]
    assert isinstance(story, dict)
    assert story["doubles"] == {"total": 2000, "other_party": 1200, "overlap": 800}


def test_pictures_are_drawn_and_say_so(small: Truth) -> None:
    drawn = [entry for entry in small.files.values() if entry.format == "jpeg"]
    assert {entry.kind for entry in drawn} == {"portrait", "vehicle", "parcel", "telephone"}
    for entry in drawn:
        with Image.open(small.evidence / entry.path) as picture:
            assert picture.size == (480, 480)
            assert "عينة".encode() in picture.info["comment"]
    people = {
        str(person["ar"]).split(" ")[0] for person in cast("list[dict[str, object]]", small.story["people"])
    }
    assert all(Path(entry.path).name.split("_")[0] in people for entry in drawn if entry.kind == "portrait")
    assert len({small.evidence.joinpath(entry.path).read_bytes() for entry in drawn}) == len(drawn)
