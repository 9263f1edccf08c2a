"""Phone extraction reports as XML, UFDR and workbook."""

import io
import zipfile
from pathlib import Path

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.cellebrite import READER
from tahqiq.formats.extraction import Ends, Party, parties_of
from tahqiq.formats.reader import Item, Limits, Member, Records
from tahqiq.model.problem import Problem


def field(name: str, value: str) -> str:
    return f'<field name="{name}" type="String"><value type="String"><![CDATA[{value}]]></value></field>'


def party(identifier: str, role: str = "", name: str = "", owner: str = "False") -> str:
    return (
        "<model "
        f'type="Party">{field("Identifier", identifier)}{field("Role", role)}{field("Name", name)}{field("IsPhoneOwner", owner)}</model>'  # noqa: E501
    )


CALL = (
    '<model type="Call" id="c1" deleted_state="Deleted">'
    + field("Source", "WhatsApp")
    + field("Direction", "Incoming")
    + field("TimeStamp", "2026-02-01T10:00:00.000+03:00")
    + field("Duration", "00:01:05")
    + field("Rating", "5")
    + '<field name="NetworkName" type="String"><empty /></field>'
    + (
        '<multiModelField name="Parties" '
        f'type="Party">{party("+9647700000001", "From", "علي")}{party("+9647700000009", "To", "", "True")}</multiModelField></model>'  # noqa: E501
    )
)
SMS = (
    '<model type="SMS" id="s1" '
    f'deleted_state="Intact">{field("Folder", "Sent")}{field("Body", "سلام")}{field("SMSC", "+9647900000000")}'  # noqa: E501
    f'<multiModelField name="Parties" type="Party">{party("07700000002")}</multiModelField></model>'
)
CHAT = (
    '<model type="Chat" id="h1" '
    f'deleted_state="Intact">{field("Source", "Telegram")}{field("Id", "room-7")}{field("Name", "Family")}'
    '<multiModelField name="Participants" '
    f'type="Party">{party("u1", "", "Omar")}{party("u2", "", "Owner", "True")}</multiModelField>'
    '<multiModelField name="Messages" type="InstantMessage">'
    '<model type="InstantMessage" id="m1" deleted_state="Deleted"><modelField name="From" '
    f'type="Party">{party("u1", "", "Omar")}</modelField>'
    f'{field("Body", "one")}<multiModelField name="Attachments" type="Attachment"><model '
    f'type="Attachment">{field("Filename", "a.jpg")}</model></multiModelField></model>'
    '<model type="InstantMessage" id="m2"><modelField name="From" '
    f'type="Party">{party("u2")}</modelField>{field("Body", "two")}</model>'
    "</multiModelField></model>"
)
CONTACT = (
    f'<model type="Contact" id="k1" deleted_state="Intact">{field("Name", "ئازاد")}<multiModelField '
    'name="Entries" type="ContactEntry">'
    f'<model type="PhoneNumber">{field("Category", "Mobile")}{field("Value", "0770 000 0001")}</model>'
    f'<model type="EmailAddress">{field("Value", "a@example.org")}</model><model '
    f'type="UserID">{field("Value", "azad77")}</model></multiModelField></model>'
)
ACCOUNT = (
    '<model type="UserAccount" '
    f'id="a1">{field("Username", "ali77")}{field("Password", "hunter2")}{field("ServiceType", "Mail")}</model>'  # noqa: E501
)
PLACE = (
    f'<model type="Location" id="l1">{field("Name", "Home")}<modelField name="Position" '
    'type="Coordinate"><model type="Coordinate">'
    f"{field('Latitude', '33.31')}{field('Longitude', '44.36')}</model></modelField></model>"
)
OTHER = (
    f'<model type="WebBookmark" id="w1">{field("Title", "News")}{field("Url", "https://example.org")}</model>'
)
REPORT = (
    '<?xml version="1.0" encoding="utf-8"?>\n<project id="1" name="Exhibit" reportVersion="5" '
    'extractionType="Logical" xmlns="http://pa.cellebrite.com/report/2.0">'
    '<metadata section="Device Info"><item name="IMEI" '
    'sourceExtraction="0">356938035643809</item><item name="Owner">علي</item></metadata>'
    '<taggedFiles><file path="a"/><file path="b"/></taggedFiles><decodedData>'
    + "".join(
        f'<modelType type="{kind}">{model}</modelType>'
        for kind, model in [("Call", CALL), ("SMS", SMS), ("Chat", CHAT), ("Contact", CONTACT)]
    )
    + (
        f'<modelType type="UserAccount">{ACCOUNT}</modelType><modelType '
        f'type="Location">{PLACE}</modelType><modelType type="WebBookmark">{OTHER}</modelType>'
    )
    + "</decodedData></project>"
)


def read(tmp_path: Path, data: bytes, name: str = "report.xml", limits: Limits | None = None) -> list[Item]:
    path = tmp_path / name
    path.write_bytes(data)
    return list(READER.read(path, name, limits or Limits()))


def rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def problems(items: list[Item]) -> list[tuple[str, int]]:
    return [(item.code, item.records) for item in items if isinstance(item, Problem)]


def test_xml_calls_keep_parties_owner_deletion_and_the_rest(tmp_path: Path) -> None:
    (call,) = rows(read(tmp_path, REPORT.encode()), "extraction.call")
    assert (call["from"], call["from_name"], call["to"], call["owner"]) == (
        "+9647700000001",
        "علي",
        "+9647700000009",
        "+9647700000009",
    )
    assert (call["direction"], call["duration"], call["time_text"]) == (
        "Incoming",
        "00:01:05",
        "2026-02-01T10:00:00.000+03:00",
    )
    assert (call["deleted"], call["app"], call["network"], call["more"], call["id"]) == (
        "Deleted",
        "WhatsApp",
        None,
        "Rating: 5",
        "c1",
    )


def test_xml_messages_and_chats(tmp_path: Path) -> None:
    items = read(tmp_path, REPORT.encode())
    sms, one, two = rows(items, "extraction.message")
    assert (sms["medium"], sms["to"], sms["from"], sms["direction"], sms["body"], sms["more"]) == (
        "SMS",
        "07700000002",
        None,
        "Sent",
        "سلام",
        "SMSC: +9647900000000",
    )
    assert (one["chat_id"], one["chat_name"], one["app"], one["participants"]) == (
        "room-7",
        "Family",
        "Telegram",
        "u1 Omar\nu2 Owner",
    )
    assert (one["from"], one["from_name"], one["body"], one["attachments"], one["deleted"], one["owner"]) == (
        "u1",
        "Omar",
        "one",
        "a.jpg",
        "Deleted",
        "u2",
    )
    assert (two["from"], two["body"], two["deleted"]) == ("u2", "two", None)
    parts = {
        (item.part.no, item.part.name): item.rows.tolist() for item in items if isinstance(item, Records)
    }
    assert parts == {
        (0, "Device Info"): [1, 2],
        (1, "Call"): [1],
        (2, "SMS"): [1],
        (3, "Chat"): [1, 2],
        (4, "Contact"): [1],
        (5, "UserAccount"): [1],
        (6, "Location"): [1],
        (7, "WebBookmark"): [1],
    }


def test_xml_contacts_accounts_places_and_unknown_models(tmp_path: Path) -> None:
    items = read(tmp_path, REPORT.encode())
    (contact,) = rows(items, "extraction.contact")
    assert (contact["name"], contact["phones"], contact["emails"], contact["user_ids"]) == (
        "ئازاد",
        "0770 000 0001",
        "a@example.org",
        "azad77",
    )
    (account,) = rows(items, "extraction.account")
    assert (account["username"], account["service"], account["more"]) == ("ali77", "Mail", None)
    assert "hunter2" not in str(account)
    (place,) = rows(items, "extraction.location")
    assert (place["latitude"], place["longitude"], place["name"]) == ("33.31", "44.36", "Home")
    (other,) = rows(items, "extraction.other")
    assert (other["model"], other["name"], other["value"]) == (
        "WebBookmark",
        "News",
        "Title: News\nUrl: https://example.org",
    )
    assert [row["value"] for row in rows(items, "extraction.device")] == ["356938035643809", "علي"]


def test_xml_of_many_models_and_cut_files(tmp_path: Path) -> None:
    many = REPORT.replace(CALL, CALL * 3000)
    assert len(rows(read(tmp_path, many.encode()), "extraction.call")) == 3000
    items = read(tmp_path, REPORT[: REPORT.index('<modelType type="Chat">') + 400].encode())
    assert len(rows(items, "extraction.call")) == len(rows(items, "extraction.message")) == 1
    assert problems(items) == [("document-damaged", 1)]


def test_entities_are_refused(tmp_path: Path) -> None:
    evil = (
        '<!DOCTYPE p [<!ENTITY a "aaa">]><project xmlns="http://pa.cellebrite.com/report/2.0">&a;</project>'
    )
    assert problems(read(tmp_path, evil.encode())) == [("xml-refused", 1)]


def test_ufdr_gives_the_report_and_its_files(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("report.xml", REPORT)
        archive.writestr("files/Image/a.jpg", b"JPEG")
        archive.writestr("files/Image/b.jpg", b"JPEG2")
    assert READER.sniff(target.getvalue(), "x").score > 0.9
    items = read(tmp_path, target.getvalue(), "x.ufdr")
    assert len(rows(items, "extraction.call")) == 1
    assert [item.path for item in items if isinstance(item, Member)] == [
        "files/Image/a.jpg",
        "files/Image/b.jpg",
    ]
    few = read(tmp_path, target.getvalue(), "x.ufdr", Limits(max_members=1))
    assert [item.path for item in few if isinstance(item, Member)] == ["files/Image/a.jpg"]
    assert problems(few) == [("limit-reached", 0)]


def workbook() -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    device = book.create_sheet("Device Info")
    for row in [["Extraction report"], ["IMEI", "356938035643809"], ["MSISDN", "+9647700000009"]]:
        device.append(row)
    sheets: dict[str, list[list[object]]] = {
        "Call Log (2)": [
            ["Call Log (2)"],
            [],
            [
                "#",
                "Parties",
                "Timestamp: Date",
                "Timestamp: Time",
                "Duration",
                "Direction",
                "Deleted",
                "Odd column",
            ],
            [
                1,
                "From: +9647700000001 علي حسن\nTo: 9647700000009 (owner)",
                "01/02/2026",
                "10:00:00(UTC+3)",
                "00:00:05",
                "Incoming",
                "Yes",
                "x",
            ],
            [
                2,
                "To: 07700000002",
                "01/02/2026",
                "01/02/2026 11:00:00(UTC+3)",
                "00:00:00",
                "Outgoing",
                None,
                None,
            ],
        ],
        "SMS Messages": [
            ["SMS"],
            ["#", "Folder", "Party", "Timestamp", "Body", "Deleted"],
            [1, "Inbox", "07700000003", "t1", "Hi", ""],
        ],
        "Chats": [
            ["Chats"],
            ["Chat #", "Source", "Identifier", "From", "Body", "Timestamp", "Deleted"],
            [1, "WhatsApp", "964@s.whatsapp.net", "أبو سارة", "نعم", "t2", "Yes"],
        ],
        "Contacts": [["#", "Name", "Phone", "Source", "Deleted"], [1, "ئازاد", "0770 000 0001", "SIM", None]],
        "Locations": [["#", "Timestamp", "Position", "Name"], [1, "t3", "(33.31, 44.36)", "Home"]],
        "Wi-Fi": [["SSID", "When"], ["cafe", "t4"]],
    }
    for name, lines in sheets.items():
        sheet = book.create_sheet(name)
        for line in lines:
            sheet.append(line)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def test_workbook(tmp_path: Path) -> None:
    items = read(tmp_path, workbook(), "report.xlsx")
    first, second = rows(items, "extraction.call")
    assert (first["from"], first["from_name"], first["to"], first["owner"]) == (
        "+9647700000001",
        "علي حسن",
        "9647700000009",
        "9647700000009",
    )
    assert (first["time_text"], first["deleted"], first["more"]) == (
        "01/02/2026 10:00:00(UTC+3)",
        "Yes",
        "Odd column: x",
    )
    assert (second["to"], second["from"], second["time_text"]) == (
        "07700000002",
        None,
        "01/02/2026 11:00:00(UTC+3)",
    )
    sms, chat = rows(items, "extraction.message")
    assert (sms["from"], sms["direction"], sms["folder"], sms["medium"]) == (
        "07700000003",
        "Inbox",
        "Inbox",
        "SMS Messages",
    )
    assert (chat["from"], chat["from_name"], chat["chat_name"], chat["app"], chat["deleted"]) == (
        None,
        "أبو سارة",
        "964@s.whatsapp.net",
        "WhatsApp",
        "Yes",
    )
    assert rows(items, "extraction.contact")[0]["phones"] == "0770 000 0001"
    assert (
        rows(items, "extraction.location")[0]["latitude"],
        rows(items, "extraction.location")[0]["longitude"],
    ) == ("33.31", "44.36")
    assert [row["value"] for row in rows(items, "extraction.device")] == ["356938035643809", "+9647700000009"]
    assert {row["device_number"] for row in (first, second, sms, chat)} == {"+9647700000009"}
    assert rows(items, "table") == [{"c1": "SSID", "c2": "When"}, {"c1": "cafe", "c2": "t4"}]
    calls = next(item for item in items if isinstance(item, Records) and item.kind == "extraction.call")
    assert (calls.part.name, calls.rows.tolist()) == ("Call Log (2)", [4, 5])


def test_sniff_workbook_by_its_sheets_or_its_name() -> None:
    data = workbook()
    assert READER.sniff(data, "a.xlsx").score > 0.9
    other = openpyxl.Workbook()
    target = io.BytesIO()
    other.save(target)
    assert READER.sniff(target.getvalue(), "ufed.xlsx").score == 0
    assert READER.sniff(REPORT.encode(), "a").score > 0.9


def test_ends_take_missing_roles_from_the_direction() -> None:
    columns = Ends([Party("1"), Party("2", owner=True)], "Outgoing").columns
    assert (columns["from"], columns["to"], columns["owner"]) == ("2", "1", "2")
    assert Ends([Party("1", role="to", owner=True)]).columns["direction"] == "Incoming"
    assert Ends([Party("1")], "Unknown").columns["from"] is None


@given(st.text(max_size=80))
def test_any_parties_cell_is_survived(text: str) -> None:
    for found in parties_of(text):
        assert found.identifier
