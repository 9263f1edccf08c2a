"""A watched search: everything new among all its answers, by whom it may be seen, and where the next look
begins."""

from pathlib import Path

from .conftest import Served

CALLS = "Calling number,Called number,Start time,Duration\n07907770029,07901110000,2026-03-01 10:00:00,60\n"


def collected(
    served: Served, folder: Path, name: str, text: str, login: str = "insider", case: str = "Harbour"
) -> None:
    file = folder / name
    file.write_text(text, "utf-8")
    bench = served.bench(login)
    bench.collect([file], bench.deposit(case, zone="Asia/Baghdad"))
    bench.refresh_search()


def people(first: int, last: int) -> str:
    return "name,phone\n" + "".join(
        f"Watched Family {number:03d},077077700{number % 100:02d}\n" for number in range(first, last)
    )


def test_nobody_watches_without_signing_in(served: Served) -> None:
    assert served.client().get("/api/v1/search/new", params={"q": "x"}).status_code == 401


def test_news_beyond_the_first_hits_are_told_once(served: Served, tmp_path: Path) -> None:
    collected(served, tmp_path, "first.csv", people(0, 40))
    insider = served.client("insider")

    def asked(since: str, q: str = "Watched Family") -> tuple[list[str], list[str], str]:
        told = insider.get("/api/v1/search/new", params={"q": q, "since": since}).json()
        assert told["unseen"] == 0
        return (
            sorted(item["caption"] for item in told["fresh"]),
            sorted(item["caption"] for item in told["more"]),
            told["until"],
        )

    fresh, more, until = asked("")
    assert (fresh, more) == ([], [])
    assert asked(until)[:2] == ([], [])
    collected(served, tmp_path, "second.csv", people(40, 43))
    fresh, more, later = asked(until)
    assert fresh == ["Watched Family 040", "Watched Family 041", "Watched Family 042"]
    assert more == []
    assert asked(later)[:2] == ([], [])
    collected(served, tmp_path, "calls.csv", CALLS.replace("07907770029", "07707770029"))
    fresh, more, _ = asked(later, "07707770029")
    assert len(fresh + more) >= 1, "a call of a watched number is news of it"


def test_who_may_not_see_it_gets_no_news_and_no_moment(served: Served, tmp_path: Path) -> None:
    outsider = served.client("outsider")
    before = outsider.get("/api/v1/search/new", params={"q": "Watched Family", "since": "2001"}).json()
    collected(served, tmp_path, "first.csv", people(0, 3))
    assert (
        outsider.get("/api/v1/search/new", params={"q": "Watched Family", "since": "2001"}).json() == before
    )
