"""Archives: members with limits; nothing is unpacked beyond them and one bad member does not stop the
others."""

import gzip
import io
import tarfile
import zipfile
from pathlib import Path

from tahqiq.formats.archive import READER
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Member, Records
from tahqiq.formats.registry import choose
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem


def _zip(path: Path, files: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return path


def _read(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Item]:
    return list(READER.read(path, path.name, limits))


def _problems(items: list[Item]) -> list[tuple[str, int, int]]:
    return [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


def _members(items: list[Item]) -> dict[str, bytes]:
    return {item.path: item.data for item in items if isinstance(item, Member)}


def test_members_with_their_names_as_they_stand(tmp_path: Path) -> None:
    path = _zip(
        tmp_path / "a.zip",
        {"folder/": b"", "folder/a.csv": b"1", "../../etc/passwd": b"2", "C:\\x.txt": b"3", "صور.txt": b"4"},
    )
    assert _members(_read(path)) == {
        "folder/a.csv": b"1",
        "../../etc/passwd": b"2",
        "C:\\x.txt": b"3",
        "صور.txt": b"4",
    }
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a.zip"]


def test_names_in_an_arabic_code_page(tmp_path: Path) -> None:
    raw = "محمد علي.txt".encode("cp1256")
    data = _zip(tmp_path / "a.zip", {"x" * len(raw): b"1"}).read_bytes().replace(b"x" * len(raw), raw)
    (tmp_path / "a.zip").write_bytes(data)
    assert list(_members(_read(tmp_path / "a.zip"))) == ["محمد علي.txt"]


def test_bomb_is_refused_and_the_rest_goes_on(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"bomb": bytes(40_000_000), "good.txt": b"good"})
    items = _read(path)
    assert _problems(items) == [("member-too-large", 1, 1)]
    assert _members(items) == {"good.txt": b"good"}


def test_a_member_that_lies_about_its_size(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"liar": bytes(3_000_000)})
    data = path.read_bytes().replace((3_000_000).to_bytes(4, "little"), (100).to_bytes(4, "little"))
    path.write_bytes(data)
    items = _read(path)
    assert not _members(items)
    assert [code for code, _, _ in _problems(items)] in (["member-damaged"], ["member-too-large"])


def test_limits(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {f"{n}.txt": b"12345" for n in range(5)})
    many = _read(path, Limits(max_members=3))
    assert len(_members(many)) == 3
    assert _problems(many) == [("limit-reached", 4, 2)]
    large = _read(path, Limits(max_member_bytes=4))
    assert [code for code, _, _ in _problems(large)] == ["member-too-large"] * 5


def test_password_is_said(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"secret.txt": b"secret", "open.txt": b"open"})
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    path.write_bytes(bytes(data))
    items = _read(path)
    assert _problems(items) == [("member-encrypted", 1, 1)]
    assert _members(items) == {"open.txt": b"open"}


def test_damaged_member(tmp_path: Path) -> None:
    path = _zip(tmp_path / "a.zip", {"bad.txt": b"content that will be spoiled", "good.txt": b"good"})
    data = bytearray(path.read_bytes())
    at = data.find(b"bad.txt") + len("bad.txt") + 3
    data[at] ^= 0xFF
    path.write_bytes(bytes(data))
    items = _read(path)
    assert _problems(items) == [("member-damaged", 1, 1)]
    assert _members(items) == {"good.txt": b"good"}


def test_gzip(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv.gz"
    path.write_bytes(gzip.compress(b"a,b\n1,2\n"))
    assert _members(_read(path)) == {"calls.csv": b"a,b\n1,2\n"}
    path.write_bytes(gzip.compress(b"a,b\n1,2\n")[:-4])
    assert _problems(_read(path)) == [("member-damaged", 1, 1)]
    path.write_bytes(gzip.compress(bytes(40_000_000)))
    assert _problems(_read(path)) == [("member-too-large", 1, 1)]


def test_workbooks_are_not_archives(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<workbook/>")
    path = tmp_path / "x.zip"
    path.write_bytes(buffer.getvalue())
    chosen = choose(path, "x.zip")
    assert chosen is not None
    assert chosen[0].name == "spreadsheet"


def test_remarks_of_an_archive_and_the_name_in_a_gzip(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.comment = b"given by Karim"
        info = zipfile.ZipInfo("a.csv")
        info.comment = "سري".encode()
        archive.writestr(info, "1;2")
    (remarks,) = [item for item in READER.read(path, "a.zip") if isinstance(item, Records)]
    assert [(row["at"], row["text"]) for row in remarks.columns.to_pylist()] == [
        ("archive", "given by Karim"),
        ("a.csv", "سري"),
    ]
    packed = tmp_path / "b.gz"
    with packed.open("wb") as raw, gzip.GzipFile("calls of May.csv", "wb", fileobj=raw) as stream:
        stream.write(b"1;2")
    assert [item.path for item in READER.read(packed, "b.gz") if isinstance(item, Member)] == [
        "calls of May.csv"
    ]


def test_a_tape_with_links_damage_and_old_names(tmp_path: Path) -> None:
    """Links are set aside by name, an old code page is read by its letters, a cut file ends with one
    problem."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", encoding="cp1256", format=tarfile.GNU_FORMAT) as made:
        for name, content in (("مكالمات/كشف.txt", b"one"), ("b.txt", b"two")):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            made.addfile(info, io.BytesIO(content))
        link = tarfile.TarInfo("link")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        made.addfile(link)
    path = tmp_path / "all.tar"
    path.write_bytes(out.getvalue())
    items = list(READER.read(path, path.name))
    assert [(item.path, item.data) for item in items if isinstance(item, Member)] == [
        ("مكالمات/كشف.txt", b"one"),
        ("b.txt", b"two"),
    ]
    assert [item.field for item in items if isinstance(item, Aside)] == ["link"]
    path.write_bytes(out.getvalue()[:514])
    cut = list(READER.read(path, path.name))
    assert [item.code for item in cut if isinstance(item, Problem)] == ["member-damaged"]
    assert not [item for item in cut if isinstance(item, Member)]
