"""Files that somebody sends: refused before they are written where they may not be, written once where they
may, and never more than there is room for."""

import asyncio
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from starlette.types import Message

from tahqiq.access.door import Door
from tahqiq.formats.confined import process
from tahqiq.store.originals import SPARE
from tahqiq.web.app import create_app

from .conftest import bench, client


@pytest.mark.parametrize(("login", "status"), [("admin", 413), ("auditor", 413), ("chief", 202)])
def test_files_of_who_may_deposit_nowhere_are_refused_by_their_announced_size(
    door: Door, login: str, status: int
) -> None:
    """Before, 300 MB were read and kept on the disk, and then refused."""
    file = b"name,phone\n" + b"x" * (65 << 20)
    asked = {"data": {"case": "Harbour", "zone": "Asia/Baghdad"}, "files": {"files": ("a.csv", file)}}
    assert client(door, login).post("/api/v1/sources", **asked).status_code == status


def stored(door: Door) -> int:
    """Bytes below the folder of the originals."""
    return sum(
        path.stat().st_size for path in (door.workspace.root / "originals").rglob("*") if path.is_file()
    )


def streamed(door: Door, login: str, case: str, size: int, largest: int = 0) -> tuple[int, int, int]:
    """What a member is answered who sends ``size`` bytes in pieces without saying how many: the status, how
    many bytes were taken, the most that lay on the disk."""
    headers, taken, most = client(door, login), 0, stored(door)
    app = create_app(door, work=False, largest=largest)

    def body() -> Iterator[bytes]:
        nonlocal taken, most
        for name, value in (("case", case), ("zone", "Asia/Baghdad")):
            yield f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        yield b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.csv"\r\n\r\nname\n'
        for _ in range(size >> 20):
            taken += 1 << 20
            most = max(most, stored(door))
            yield b"x" * (1 << 20)
        yield b"\r\n--x--\r\n"

    asked = {**headers.headers, "content-type": "multipart/form-data; boundary=x", "host": "127.0.0.1"}
    status, pieces = 0, body()

    async def receive() -> Message:
        piece = next(pieces, None)
        return {"type": "http.request", "body": piece or b"", "more_body": piece is not None}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    asked["cookie"] = "; ".join(f"{name}={value}" for name, value in headers.cookies.items())
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/sources",
        "raw_path": b"/api/v1/sources",
        "query_string": b"",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
        "headers": [
            (name.lower().encode(), value.encode())
            for name, value in asked.items()
            if name.lower() not in ("content-length", "accept-encoding")
        ],
    }
    with ThreadPoolExecutor(1) as thread:
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return status, taken, most


def test_nothing_is_written_of_files_for_a_case_that_one_may_not_deposit_in(door: Door) -> None:
    """Before, who might deposit in one case had all they sent for another written to the disk, and then
    refused."""
    bench(door, "rival").open_case("Elsewhere")
    before = stored(door)
    status, taken, most = streamed(door, "rival", "Harbour", 40 << 20)
    assert status == 404
    assert taken <= 2 << 20
    assert most == stored(door) == before


def test_more_than_the_operator_takes_is_refused_by_what_it_announces_or_where_it_is_passed(
    door: Door,
) -> None:
    before, limit = stored(door), 4 << 20
    status, taken, most = streamed(door, "chief", "Harbour", 40 << 20, limit)
    assert status == 413
    assert taken <= limit + (2 << 20)
    assert most - before <= limit
    assert stored(door) == before
    announced = client(door, "chief", largest=limit)
    answer = announced.post(
        "/api/v1/sources", data={"case": "Harbour"}, files={"files": ("a.csv", b"x" * (5 << 20))}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "upload-too-large")


def test_more_than_the_disk_has_room_for_is_refused_by_what_it_announces_and_while_it_comes(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, free = stored(door), SPARE + (3 << 20)
    monkeypatch.setattr(
        "tahqiq.store.originals.shutil.disk_usage",
        lambda path: SimpleNamespace(free=free - stored(door) + before),
    )
    answer = client(door, "chief").post(
        "/api/v1/deposits", data={"case": "Harbour"}, files={"files": ("a.csv", b"x" * (4 << 20))}
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "upload-too-large")
    monkeypatch.setattr("tahqiq.workbench.collection.SPARE", 0)  # somebody else fills the disk meanwhile
    status, taken, most = streamed(door, "chief", "Harbour", 40 << 20)
    assert status == 403
    assert taken <= 5 << 20
    assert most - before <= 3 << 20
    assert stored(door) == before


def test_a_file_is_written_once_and_into_the_place_where_it_is_sealed(
    door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tempfile._get_default_tempdir", lambda: pytest.fail("a file lay elsewhere"))
    monkeypatch.setattr("tempfile.tempdir", None)
    words = partial(
        tempfile.TemporaryFile, dir=tmp_path
    )  # what a process that is begun says of itself is no file of anybody's
    monkeypatch.setattr(process, "tempfile", SimpleNamespace(TemporaryFile=words))
    before = stored(door)
    status, taken, most = streamed(door, "chief", "Harbour", 8 << 20)
    assert status == 202
    assert most - before <= 8 << 20
    assert stored(door) - before == taken + len("name\n")
    assert not list((door.workspace.root / "originals").glob(".incoming*"))
    again = stored(door)
    assert streamed(door, "chief", "Harbour", 8 << 20)[0] == 202
    assert stored(door) == again


def test_a_form_for_another_address_is_no_way_round_the_limit_of_requests(door: Door) -> None:
    """It was: whoever might deposit somewhere could have any amount read into memory by calling the request a
    form."""
    asked = client(door, "chief")
    answer = asked.post(
        "/api/v1/cases",
        content=b"x" * ((64 << 20) + 1),
        headers={"content-type": "multipart/form-data; boundary=x"},
    )
    assert (answer.status_code, answer.json()["code"]) == (413, "request-too-large")


def test_what_is_said_of_files_is_short(door: Door) -> None:
    answer = client(door, "chief").post(
        "/api/v1/sources",
        data={f"field{number}": "x" * 300_000 for number in range(5)},
        files={"files": ("a.csv", b"x")},
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "request-invalid")
