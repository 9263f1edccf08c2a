"""vCards of three versions."""

import base64
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.reader import Item, Member, Records
from tahqiq.formats.vcard import READER, unfold
from tahqiq.model.problem import Problem

PICTURE = base64.b64encode(b"JPEGDATA" * 12).decode()
CARDS = (
    "BEGIN:VCARD\r\nVERSION:2.1\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=AD=D8=B3=D9=86;"
    "=D8=B9=D9=84=\r\n=D9=8A;;;\r\n"
    "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=D8=B9=D9=84=D9=8A\r\nTEL;CELL;PREF:0770 000 0001\r\n"
    "TEL;WORK:0770 000 0002\r\n"
    f"PHOTO;ENCODING=BASE64;JPEG:{PICTURE[:60]}\r\n {PICTURE[60:]}\r\n\r\nEND:VCARD\r\n"
    "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Omar\\, the\r\n  driver\r\nitem1.EMAIL;TYPE=INTERNET,"
    "HOME:o@example.org\r\nADR;TYPE=HOME:;;12 Street;Basra;;;Iraq\r\n"
    "ORG:Company;Branch\r\nNOTE:one\\ntwo\r\nX-WHATSAPP:+9647700000003\r\nMAILER:old\r\nEND:VCARD\r\n"
    'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:هدى\r\nTEL;VALUE=uri;TYPE="voice,'
    'home":tel:+964-770-000-0004\r\nPHOTO:data:image/png;base64,UE5H\r\nBDAY:19850412\r\n'
)


def read(tmp_path: Path, data: bytes) -> list[Item]:
    path = tmp_path / "a.vcf"
    path.write_bytes(data)
    return list(READER.read(path, "a.vcf"))


def rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def test_three_versions(tmp_path: Path) -> None:
    items = read(tmp_path, CARDS.encode())
    old, middle, new = rows(items, "contact.card")
    assert (old["name"], old["family_name"], old["given_name"], old["phones"]) == (
        "علي",
        "حسن",
        "علي",
        "0770 000 0001\n0770 000 0002",
    )
    assert (middle["name"], middle["organization"], middle["note"], middle["emails"], middle["more"]) == (
        "Omar, the driver",
        "Company, Branch",
        "one\ntwo",
        "o@example.org",
        "MAILER: old",
    )
    assert (new["name"], new["birthday"], new["version"]) == ("هدى", "19850412", "4.0")
    assert [tuple(row.values())[:4] for row in rows(items, "contact.value")] == [
        ("1", "TEL", "cell\npref", "0770 000 0001"),
        ("1", "TEL", "work", "0770 000 0002"),
        ("2", "EMAIL", "internet\nhome", "o@example.org"),
        ("2", "ADR", "home", "12 Street, Basra, Iraq"),
        ("2", "X-WHATSAPP", None, "+9647700000003"),
        ("3", "TEL", "voice\nhome", "+964-770-000-0004"),
    ]


def test_pictures_are_members_and_a_missing_end_is_told(tmp_path: Path) -> None:
    items = read(tmp_path, CARDS.encode())
    assert [(item.path, item.data) for item in items if isinstance(item, Member)] == [
        ("card-1-photo.jpg", b"JPEGDATA" * 12),
        ("card-3-photo.png", b"PNG"),
    ]
    assert [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)] == [
        ("card-not-ended", 3, 0)
    ]


def test_windows_1256(tmp_path: Path) -> None:
    text = "BEGIN:VCARD\nVERSION:2.1\nFN:محمد جاسم\nTEL:0770\nEND:VCARD\n"
    assert rows(read(tmp_path, text.encode("cp1256")), "contact.card")[0]["name"] == "محمد جاسم"


@given(st.text(alphabet='ABNTEL:;=,\\"\n quoted-printable', max_size=120))
def test_any_lines_are_survived(text: str) -> None:
    for line in unfold(text):
        line.text()
        line.data()


def test_sniff() -> None:
    assert READER.sniff(b"begin:vcard\r\n", "x").score > 0.9
    assert READER.sniff(b"BEGIN:VCALENDAR\r\n", "x.vcf").score == 0
