"""Telegram exports: one chat, an account, a file that was cut."""

import json
from pathlib import Path

from tahqiq.formats.reader import Item, Records
from tahqiq.formats.telegram import READER
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem

CHAT = {
    "name": "Rebin",
    "type": "personal_chat",
    "id": 777,
    "messages": [
        {
            "id": 1,
            "type": "service",
            "date": "2026-01-20T08:00:00",
            "actor": "Ali",
            "actor_id": "user1",
            "action": "create_group",
            "members": ["Ali", "Omar"],
            "text": "",
        },
        {
            "id": 2,
            "type": "message",
            "date": "2026-01-20T08:01:00",
            "date_unixtime": "1768885260",
            "from": "Ali",
            "from_id": "user1",
            "text": ["see ", {"type": "link", "text": "example.org"}, " now"],
            "reply_to_message_id": 1,
            "forwarded_from": "News",
            "photo": "photos/p.jpg",
            "text_entities": [],
        },
        {
            "id": 3,
            "type": "message",
            "date": "2026-01-20T08:02:00",
            "from": None,
            "from_id": "user9",
            "text": "سڵاو",
            "contact_information": {"first_name": "Huda", "last_name": "K", "phone_number": "+9647700000001"},
            "location_information": {"latitude": 36.19, "longitude": 44.01},
        },
    ],
}


def read(tmp_path: Path, text: str) -> list[Item]:
    path = tmp_path / "result.json"
    path.write_text(text, "utf-8")
    return list(READER.read(path, "result.json"))


def rows(items: list[Item], kind: str) -> list[dict[str, str | None]]:
    return [
        row
        for item in items
        if isinstance(item, Records) and item.kind == kind
        for row in item.columns.to_pylist()
    ]


def test_one_chat(tmp_path: Path) -> None:
    service, second, third = rows(read(tmp_path, json.dumps(CHAT)), "telegram.message")
    assert (service["sender"], service["action"], service["members"], service["body"]) == (
        "Ali",
        "create_group",
        "Ali\nOmar",
        None,
    )
    assert (second["chat"], second["chat_type"], second["chat_id"], second["message_id"]) == (
        "Rebin",
        "personal_chat",
        "777",
        "2",
    )
    assert (second["body"], second["unixtime"], second["reply_to"], second["media"]) == (
        "see example.org now",
        "1768885260",
        "1",
        "photos/p.jpg",
    )
    assert (third["sender"], third["sender_id"], third["contact_phone"], third["latitude"]) == (
        None,
        "user9",
        "+9647700000001",
        "36.19",
    )


def test_a_whole_account(tmp_path: Path) -> None:
    whole = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 5, "first_name": "Ali", "phone_number": "+9647700000005"},
        "contacts": {
            "list": [{"first_name": "Omar", "phone_number": "009647700000006", "date": "2025-01-01T00:00:00"}]
        },
        "chats": {"list": [CHAT, {**CHAT, "name": "Other", "id": 8}]},
    }
    items = read(tmp_path, json.dumps(whole))
    assert rows(items, "telegram.account")[0]["phone_number"] == "+9647700000005"
    assert rows(items, "telegram.contact")[0]["first_name"] == "Omar"
    messages = [item for item in items if isinstance(item, Records) and item.kind == "telegram.message"]
    assert [row for item in messages for row in item.rows.tolist()] == [1, 2, 3, 4, 5, 6]
    assert [row["chat"] for row in rows(items, "telegram.message")] == ["Rebin"] * 3 + ["Other"] * 3


def test_a_cut_file_gives_its_whole_messages_and_says_so(tmp_path: Path) -> None:
    text = json.dumps(CHAT)
    items = read(tmp_path, text[: text.index('"id": 3')])
    found = rows(items, "telegram.message")
    assert [(row["chat"], row["message_id"]) for row in found] == [("Rebin", "1"), ("Rebin", "2")]
    assert [(item.code, item.records) for item in items if isinstance(item, Problem)] == [
        ("document-damaged", 1)
    ]


def test_wrong_shapes_are_problems(tmp_path: Path) -> None:
    items = read(tmp_path, '{"name": 1, "messages": [7, {"id": "\\ud800", "text": [1, null, {"a": 1}]}]}')
    assert [(item.code, item.place.row) for item in items if isinstance(item, Problem)] == [
        ("entry-unreadable", 1)
    ]
    assert rows(items, "telegram.message")[0]["message_id"] == "\ufffd"


def test_sniff() -> None:
    assert READER.sniff(json.dumps(CHAT).encode(), "x").score > 0.9
    assert READER.sniff(b'{"messages": []}', "x.json").score == 0


OLD = {
    "name": "Quay",
    "type": "private_supergroup",
    "id": 9777,
    "messages": [
        {
            "id": 1,
            "type": "message",
            "date": "2019-03-02T09:00:00",
            "edited": "1970-01-01T02:00:00",
            "from": "Rebin",
            "from_id": 4501,
            "text": "hello",
        },
        {
            "id": 2,
            "type": "service",
            "date": "2019-03-02T09:01:00",
            "actor": "Rebin",
            "actor_id": 4501,
            "action": "phone_call",
            "duration_seconds": 61,
            "discard_reason": "hangup",
            "text": "",
        },
        {
            "id": 3,
            "type": "message",
            "date": "2019-03-02T09:02:00",
            "from": "News",
            "from_id": 8589934599,
            "text": ["see ", {"type": "text_link", "text": "here", "href": "https://quay.example/a"}],
        },
        {
            "id": 4,
            "type": "message",
            "date": "2019-03-02T09:03:00",
            "from": "Rebin",
            "from_id": 4501,
            "text": "",
            "poll": {
                "question": "When?",
                "closed": False,
                "total_voters": 3,
                "answers": [
                    {"text": "Friday", "voters": 2, "chosen": True},
                    {"text": "Never", "voters": 1, "chosen": False},
                ],
            },
            "reactions": [
                {
                    "type": "emoji",
                    "count": 1,
                    "emoji": "👍",
                    "recent": [{"from": "Huda", "from_id": "user5", "date": "2019-03-02T09:04:00"}],
                }
            ],
            "width": 3,
            "self_destruct_period_seconds": 60,
        },
    ],
}


def test_an_export_before_the_time_in_seconds(tmp_path: Path) -> None:
    text = json.dumps(OLD, ensure_ascii=False)
    assert READER.sniff(text.encode(), "result.json").score > 0.8
    items = read(tmp_path, text)
    first, call, link, poll = rows(items, "telegram.message")
    assert (first["sender_id"], first["date"], first["unixtime"]) == ("user4501", "2019-03-02T09:00:00", None)
    assert (call["action"], call["duration"], call["outcome"], call["sender_id"]) == (
        "phone_call",
        "61",
        "hangup",
        "user4501",
    )
    assert (link["sender_id"], link["body"], link["links"]) == (
        "channel7",
        "see here",
        "https://quay.example/a",
    )
    assert poll["poll"] == "When?\n* Friday (2)\n- Never (1)"
    assert poll["reactions"] == "👍 1: Huda (user5 · 2019-03-02T09:04:00)"
    assert poll["details"] == "self_destruct_period_seconds: 60\npoll.closed: false"
    assert {item.field for item in items if isinstance(item, Aside)} == {
        "type",
        "total_voters",
        "chosen",
        "width",
    }


def test_what_stands_beside_the_chats_of_an_account_is_delivered(tmp_path: Path) -> None:
    whole = {
        "about": "Here is the data you requested.",
        "personal_information": {"user_id": 5, "first_name": "Ali"},
        "sessions": {
            "about": "These are the sessions.",
            "list": [{"last_ip": "10.0.0.7", "device_model": "PC"}],
        },
        "chats": {"about": "All chats.", "list": [OLD]},
    }
    items = read(tmp_path, json.dumps(whole))
    found = [(row["section"], row["name"], row["value"]) for row in rows(items, "telegram.other")]
    assert found == [("sessions", "list.last_ip", "10.0.0.7"), ("sessions", "list.device_model", "PC")]
