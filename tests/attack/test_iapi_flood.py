"""One sender of long messages keeps no counter waiting: what is answered at once is bounded, and senders take
turns. Before, two messages of 12,000 segments stopped it for 150 s."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Event, Thread

import httpx
import psycopg
import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desk, switch_on
from tahqiq.desks.passengers.replies.operations import MOST_TRAVELLERS
from tahqiq.desks.passengers.replies.turns import Turns
from tahqiq.kit.errors import Busy
from tahqiq.web.deps import PROOF
from tahqiq.workbench import Workbench

from .conftest import PASSWORD

HEAD = "UNB+UNOA:4+{sender}+PIU+260401:0810+{no}'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'"  # noqa: E501


def message(sender: str, no: int, travellers: int) -> str:
    people = "".join(
        f"NAD+FL+++SAMPLE{chr(65 + one % 26)}:NAME{chr(65 + one // 26 % 26)}'ATT+2++M'DTM+329:880214'DOC+P+T{no:03d}{one:05d}'LOC+91+IRQ'"  # noqa: E501
        for one in range(travellers)
    )
    return f"{HEAD.format(sender=sender, no=no)}{people}CNT+42:{travellers}'UNT+{travellers * 5 + 8}+1'UNZ+1+{no}'"  # noqa: E501


@pytest.fixture(
    scope="module",
    params=["sqlite", pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.slow])],
)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A server of a team on this machine with the desk switched on and two officers, on each engine."""
    root = tmp_path_factory.mktemp("iapi") / "ws"
    url = ""
    if request.param == "postgres":
        server = request.getfixturevalue("postgres_server")
        with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
            connection.execute("CREATE DATABASE flooded")
        url = f"{server} dbname=flooded"
    door = Door.found(root, url, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    file = switch_on(owner, desk("passengers")).id
    for login in ("counter", "flood"):
        person = door.people.add(login, login.title(), frozenset({"analyst"}), PASSWORD, "test")
        door.cases.add_member(file, person.id, owner.actor.id)
    door.close()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    code = "from tahqiq.cli.start import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, "--workspace", str(root), "serve", "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    end = time.monotonic() + 180
    while time.monotonic() < end:
        try:
            httpx.get(f"http://127.0.0.1:{port}/api/v1/session")
            break
        except httpx.HTTPError:
            assert process.poll() is None
            time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(30)


def client(url: str, login: str) -> httpx.Client:
    made = httpx.Client(base_url=url, timeout=120, headers={"sec-fetch-site": "same-origin"})
    made.headers[PROOF] = made.post("/api/v1/session", json={"login": login, "password": PASSWORD}).json()[
        "proof"
    ]
    return made


def asked(who: httpx.Client, text: str) -> httpx.Response:
    return who.post("/api/v1/desks/passengers/iapi", json={"message": text})


def test_a_message_of_twelve_thousand_segments_is_refused_and_nothing_of_it_is_kept(served: str) -> None:
    with closing(client(served, "flood")) as flood:
        before = len(flood.get("/api/v1/sources").json())
        answer = asked(flood, message("XX", 1, 2_390))
        assert (answer.status_code, answer.json()["code"]) == (400, "passengers-too-many")
        long = asked(flood, message("XX", 2, 1).replace("CNT", "ATT+2++M'" * 12_000 + "CNT"))
        assert long.status_code in (200, 400)
        assert len(flood.get("/api/v1/sources").json()) <= before + 1


def test_while_one_sender_floods_the_messages_of_another_are_answered(served: str) -> None:
    ended: list[str] = []

    def send(who: httpx.Client, sender: str, no: int, travellers: int) -> int:
        status = asked(who, message(sender, no, travellers)).status_code
        ended.append(sender)
        return status

    with (
        closing(client(served, "flood")) as flood,
        closing(client(served, "counter")) as counter,
        ThreadPoolExecutor(12) as threads,
    ):
        assert send(counter, "YY", 900, 1) == 200
        ended.clear()
        long = [threads.submit(send, flood, "XX", 100 + no, MOST_TRAVELLERS) for no in range(8)]
        time.sleep(0.1)
        before = len(ended)
        assert send(counter, "YY", 901, 1) == 200
        assert {one.result(120) for one in long} <= {200, 503}
    assert before < 4, "the flood was over before anything was asked"
    assert ended.index("YY") - before <= 3, "it waited behind more than those that were under way"


def free(turns: Turns) -> int:
    return turns._free


def test_senders_take_turns_and_too_many_of_one_account_are_turned_away() -> None:
    turns, order, hold = Turns(slots=1, most=4, most_of_all=7, patience=10.0), list[str](), Event()

    def wait(account: str, sender: str) -> None:
        with turns.of(account, sender):
            order.append(account + sender)

    def first() -> None:
        with turns.of("A", "1"):
            hold.wait(10)

    threads = [Thread(target=first)]
    threads[0].start()
    while free(turns):
        time.sleep(0.01)
    for account, sender in (("A", "1"), ("A", "1"), ("A", "2"), ("A", "1"), ("B", "1"), ("C", "1")):
        threads.append(Thread(target=wait, args=(account, sender)))
        threads[-1].start()
        while turns.waiting() < len(threads) - 1:
            time.sleep(0.01)
    with pytest.raises(Busy), turns.of("A", "3"):
        pass
    threads.append(Thread(target=wait, args=("D", "1")))
    threads[-1].start()
    while turns.waiting() < 7:
        time.sleep(0.01)
    with pytest.raises(Busy), turns.of("E", "1"):
        pass
    hold.set()
    for thread in threads:
        thread.join(10)
    assert order == ["A1", "B1", "C1", "D1", "A2", "A1", "A1"]
    assert free(turns) == 1
    assert not turns._waiting


def test_who_waits_too_long_is_told_and_leaves_no_trace() -> None:
    turns = Turns(slots=1, patience=0.2)
    with turns.of("A", "1"):
        with pytest.raises(Busy), turns.of("B", "1"):
            pass
        assert not turns._waiting
    with turns.of("B", "1"):
        pass
