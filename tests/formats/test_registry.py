"""Choosing a reader: by content, with all candidates, and without being stopped by a broken one."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from tahqiq.formats import registry
from tahqiq.formats.reader import DEFAULT_LIMITS, Confidence, Item, Limits, Reader
from tahqiq.kit.errors import NotFound


@dataclass(frozen=True)
class _Broken:
    name: str = "broken"
    version: int = 1
    title: str = "Broken"
    suffixes: tuple[str, ...] = ()

    def sniff(self, head: bytes, name: str) -> Confidence:
        raise RuntimeError("no")

    def read(self, path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
        return iter(())


BROKEN = _Broken()


def test_all_installed_readers_are_found_once_and_sorted() -> None:
    names = [one.name for one in registry.readers()]
    assert names == sorted(set(names))
    assert {"delimited", "spreadsheet"} <= set(names)
    assert all(isinstance(one, Reader) for one in registry.readers())


def test_reader_by_name() -> None:
    assert registry.reader("delimited").name == "delimited"
    with pytest.raises(NotFound) as caught:
        registry.reader("no such")
    assert "delimited" in caught.value.say("ar").next_step


def test_content_decides_not_the_ending(tmp_path: Path) -> None:
    path = tmp_path / "calls.pdf"
    path.write_text("a;b;c\n" + "1;2;3\n" * 10)
    chosen = registry.choose(path, "calls.pdf")
    assert chosen is not None
    assert chosen[0].name == "delimited"
    assert chosen[1].why
    scores = [candidate.confidence.score for candidate in registry.candidates(path, "calls.pdf")]
    assert scores == sorted(scores, reverse=True)


def test_nobody_knows_random_bytes(tmp_path: Path) -> None:
    path = tmp_path / "noise.bin"
    path.write_bytes(bytes((n * 7919 + n // 3) % 256 for n in range(5_000)))
    assert registry.choose(path, "noise.bin") is None


def test_a_broken_reader_does_not_stop_the_others(monkeypatch: pytest.MonkeyPatch) -> None:
    good = registry.readers()
    monkeypatch.setattr(registry, "readers", lambda: (BROKEN, *good))
    with pytest.warns(UserWarning, match="broken"):
        found = registry.recognise(b"a;b\n1;2\n3;4\n", "x.csv")
    assert found[0].reader.name == "delimited"


def test_what_cannot_be_loaded_is_named() -> None:
    with pytest.warns(UserWarning, match="nothing"):
        assert (
            registry._load(EntryPoint("nothing", "tahqiq.formats.no_such_module:READER", registry.GROUP))
            is None
        )
    with pytest.warns(UserWarning, match="not a Reader"):
        assert registry._load(EntryPoint("odd", "tahqiq.formats.registry:GROUP", registry.GROUP)) is None
