"""The routes of conversations: who may, threads and their counts, what a message says and where it stands,
and pictures."""

import io
import zipfile
from pathlib import Path

import pytest

from tahqiq.samples.messages import picture

from .conftest import Served

CHAT = """1/2/26, 08:59 - Messages and calls are end-to-end encrypted.
1/2/26, 09:00 - Zzqx Sender: First message
1/2/26, 09:00 - Other Person: Answer in the same minute
1/2/26, 09:00 - Zzqx Sender: Second message of that minute
13/2/26, 10:00 - Other Person: IMG-1.png (file attached)
14/2/26, 10:00 - Zzqx Sender: This message was deleted
15/2/26, 10:00 - Other Person: changed it <This message was edited>
16/2/26, 10:00 - Zzqx Sender: <Media omitted>
"""
CALLS = "calling number,called number,start time,duration\n" + "".join(
    f"0790{a}000001,0790{b}000001,2026-03-{day:02d} 10:15:00,65\n"
    for day, (a, b) in enumerate(((1, 2), (2, 1), (1, 2), (1, 3)), 1)
)


@pytest.fixture
def chatted(served: Served, tmp_path: Path) -> Served:
    """A case with a chat in an archive and four calls."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("WhatsApp Chat.txt", CHAT)
        archive.writestr("IMG-1.png", picture())
    (tmp_path / "WhatsApp Chat zzqx.zip").write_bytes(data.getvalue())
    (tmp_path / "calls.csv").write_text(CALLS, "utf-8")
    bench = served.bench("insider")
    bench.collect(
        [tmp_path / "WhatsApp Chat zzqx.zip", tmp_path / "calls.csv"],
        bench.deposit("Harbour", zone="Asia/Baghdad"),
    )
    return served


def found(served: Served, text: str, schema: str) -> str:
    identity: str = served.bench("insider").search(text, schema=schema).hits[0].id.hex()
    return identity


def inside(served: Served) -> str:
    return next(
        source.id for source in served.bench("insider").sources() if source.name.endswith("IMG-1.png")
    )


@pytest.mark.parametrize("login", [None, "admin", "auditor", "outsider"])
def test_nobody_else_reads_a_conversation(chatted: Served, login: str | None) -> None:
    chat, one, two = (
        found(chatted, "zzqx", "Conversation"),
        found(chatted, "07901000001", "PhoneNumber"),
        found(chatted, "07902000001", "PhoneNumber"),
    )
    client = chatted.client(login)
    answers = [
        client.get(f"/api/v1/entities/{chat}/conversations"),
        client.get("/api/v1/conversations", params={"own": chat, "party": chat}),
        client.get("/api/v1/conversations", params={"own": one, "party": two}),
        client.get(f"/api/v1/sources/{inside(chatted)}/picture"),
    ]
    assert {answer.status_code for answer in answers} == {401 if login is None else 404}
    assert not any("zzqx" in answer.text.lower() for answer in answers)


def test_threads_are_listed_with_counts(chatted: Served) -> None:
    client = chatted.client("chief")
    told = client.get(f"/api/v1/entities/{found(chatted, '07901000001', 'PhoneNumber')}/conversations").json()
    assert told["total"] == 2
    assert [(thread["other"]["caption"], thread["calls"]) for thread in told["threads"]] == [
        ("+9647903000001", 1),
        ("+9647902000001", 3),
    ]
    sender = client.get(f"/api/v1/entities/{found(chatted, 'Zzqx Sender', 'Person')}/conversations").json()[
        "threads"
    ]
    assert [(thread["group"], thread["messages"]) for thread in sender] == [(True, 4)]
    one = client.get(
        f"/api/v1/entities/{found(chatted, '07901000001', 'PhoneNumber')}/conversations", params={"limit": 1}
    ).json()
    assert (len(one["threads"]), one["total"]) == (1, 2)


def test_messages_of_one_minute_stay_apart_and_in_order(chatted: Served) -> None:
    chat = found(chatted, "zzqx", "Conversation")
    told = chatted.client("insider").get("/api/v1/conversations", params={"own": chat, "party": chat}).json()
    assert [said["text"] for said in told["events"][:3]] == [
        "First message",
        "Answer in the same minute",
        "Second message of that minute",
    ]
    assert (told["total"], told["messages"], told["notices"]) == (7, 7, 1)
    assert [(item["caption"], item["events"]) for item in told["participants"]] == [
        ("Zzqx Sender", 4),
        ("Other Person", 3),
    ]
    assert [said["records"][0]["place"]["row"] for said in told["events"][:3]] == [2, 3, 4]


def test_flags_and_files_are_as_the_source_says(chatted: Served) -> None:
    chat = found(chatted, "zzqx", "Conversation")
    events = (
        chatted.client("insider")
        .get("/api/v1/conversations", params={"own": chat, "party": chat})
        .json()["events"][3:]
    )
    assert [said["deleted"] for said in events] == [False, True, False, False]
    assert [said["edited"] for said in events] == [False, False, True, False]
    assert [said["omitted"] for said in events] == [False, False, False, True]
    assert events[0]["attached"] == [{"name": "IMG-1.png", "source": inside(chatted), "picture": True}]


def test_a_thread_is_paged_searched_and_entered_at_a_day(chatted: Served) -> None:
    chat = found(chatted, "zzqx", "Conversation")
    client = chatted.client("insider")
    ask = {"own": chat, "party": chat}
    last = client.get("/api/v1/conversations", params={**ask, "limit": 2}).json()
    assert (last["offset"], len(last["events"])) == (5, 2)
    first = client.get("/api/v1/conversations", params={**ask, "limit": 2, "cursor": "0"}).json()
    assert first["events"][0]["text"] == "First message"
    there = client.get(
        "/api/v1/conversations", params={**ask, "limit": 1, "at": "2026-02-14T00:00:00+03:00"}
    ).json()
    assert (there["offset"], there["events"][0]["deleted"]) == (4, True)
    assert client.get("/api/v1/conversations", params={**ask, "words": "MESSAGE minute"}).json()["found"] == [
        2
    ]
    assert client.get("/api/v1/conversations", params={**ask, "at": "2026-02-14T00:00:00"}).status_code == 400


def test_calls_between_two_numbers_go_both_ways(chatted: Served) -> None:
    one, two = found(chatted, "07901000001", "PhoneNumber"), found(chatted, "07902000001", "PhoneNumber")
    told = chatted.client("insider").get("/api/v1/conversations", params={"own": one, "party": two}).json()
    assert [said["sender"] for said in told["events"]] == [one, two, one]
    assert {said["kind"] for said in told["events"]} == {"Call"}
    assert told["events"][0]["seconds"] == 65


def test_a_picture_is_shown_in_a_sandbox_and_nothing_else_is(chatted: Served) -> None:
    client = chatted.client("insider")
    shown = client.get(f"/api/v1/sources/{inside(chatted)}/picture")
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/png")
    assert "sandbox" in shown.headers["content-security-policy"]
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.content == picture()
    calls = next(
        source.id for source in chatted.bench("insider").sources() if source.name.endswith("calls.csv")
    )
    refused = client.get(f"/api/v1/sources/{calls}/picture")
    assert (refused.status_code, refused.json()["code"]) == (404, "no-picture-there")
