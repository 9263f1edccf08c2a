"""Every act of the core is one unit of work: whatever writing of it fails, afterwards the workspace is what
it was before, ``verify`` finds nothing new, and asking again succeeds. On SQLite each writing fails in
``make test``, on PostgreSQL in ``make test-all``.

A reading is several units, so that a large file makes nobody wait: a failure anywhere leaves the acknowledged
document and nothing of its content, and reading it again succeeds.
"""

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tahqiq.access.audit import AuditLog
from tahqiq.access.door import Door
from tahqiq.access.log_writer import LogWriter
from tahqiq.access.verify import Verifier
from tahqiq.casework.erasure_run import start
from tahqiq.collect.recovery import recover
from tests.store.conftest import postgres_server  # noqa: F401 (a fixture)

from . import core_people_acts  # noqa: F401 - its examples enter themselves
from .conftest import copied, database
from .core_acts import ELSEWHERE, EXAMPLES, Core, filled, sites
from .core_source_acts import deposit
from .faults import Fault, failing, state

BESIDE = frozenset({"job", "named_lock", "stranger"})
"""What is written beside the work: leases, beats, and that somebody tried to sign in, which counts whatever
becomes of it."""
ENGINES = ["sqlite", pytest.param("postgres", marks=(pytest.mark.postgres, pytest.mark.slow))]


@pytest.fixture(scope="module")
def prepared(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """The workspace of an engine, made once: each test has a copy."""

    @cache
    def make(engine: str) -> Path:
        folder = tmp_path_factory.mktemp("core")
        server = request.getfixturevalue("postgres_server") if engine == "postgres" else ""
        filled(folder / "ws", database(server) if server else "", folder)
        return folder / "ws"

    return make


@pytest.fixture(params=ENGINES)
def core(request: pytest.FixtureRequest, prepared: Callable[[str], Path], tmp_path: Path) -> Iterator[Core]:
    copied(request, prepared(request.param), tmp_path / "ws")
    made = Core(Door.opened(tmp_path / "ws"), tmp_path)
    yield made
    made.door.close()


@pytest.mark.parametrize("act", sorted(EXAMPLES))
def test_a_failed_writing_of_an_act_leaves_what_was_before(
    core: Core, monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    asked = EXAMPLES[act](core)
    before, known = state(core.door, BESIDE), findings(core.door)
    with monkeypatch.context() as patch:
        patch.setattr(LogWriter, "append", _refused)
        with pytest.raises(Fault):
            asked()
    assert changed(core.door, before) == [], "the log could not be written and these were changed"
    for place in itertools.count(1):
        size = core.door.audit.size()
        with failing(monkeypatch, core.door.workspace.database.engine, place) as written:
            try:
                asked()
            except Fault:
                pass
            else:
                break
        assert changed(core.door, before) == [], f"the writing {place} ({written[-1]}) failed"
        ends = [leaf.result for leaf in core.door.audit.leaves(size + 1) if leaf.phase == "outcome"]
        assert "done" not in ends
        assert findings(core.door) == known
    start(core.door)  # which carries out what was approved
    assert findings(core.door) == ()


def changed(door: Door, before: dict[str, str]) -> list[str]:
    """What of a workspace is no longer as it was."""
    after = state(door, BESIDE)
    return sorted(name for name in after.keys() | before.keys() if after.get(name) != before.get(name))


def findings(door: Door) -> tuple[Any, ...]:
    return Verifier(door).verify().findings


def _refused(*_: object, **__: object) -> list[int]:
    raise Fault("the log")


@pytest.mark.parametrize("core", ["sqlite"], indirect=True)
@pytest.mark.parametrize("again", [False, True], ids=["first", "again"])
def test_a_reading_that_failed_anywhere_shows_nothing_and_is_done_again(
    core: Core, monkeypatch: pytest.MonkeyPatch, again: bool
) -> None:
    source, analyst = core.source("people.csv") if again else deposited(core), core.bench("analyst")
    before, known = visible(core.door), findings(core.door)
    for place in itertools.count(1):
        with failing(monkeypatch, "sqlite", place) as written, suppress(Fault):
            analyst.reread(source, reason="again", zone="Asia/Baghdad")
        recover(core.door.workspace)
        assert findings(core.door) == known
        if len(written) < place or visible(core.door) != before:
            break
    assert place > 20, "most of its writings failed once"
    assert visible(core.door) != before


def deposited(core: Core) -> str:
    """A document that is in the register and not read."""
    deposit(core)()
    return core.source("later.csv")


def visible(door: Door) -> dict[str, list[Any]]:
    """What anybody sees of documents: which are published, their values, events and chains of custody."""
    ask, published = door.workspace.database.query, "(SELECT no FROM source WHERE state='published')"
    return {
        "sources": ask("SELECT id, manifest FROM source WHERE state='published' ORDER BY no"),
        "statements": ask(f"SELECT COUNT(*) FROM statement WHERE source IN {published}"),
        "custody": ask(f"SELECT source, act FROM custody WHERE source IN {published} ORDER BY source, no"),
        "files": ask("SELECT path FROM fact_file WHERE state='published' ORDER BY path"),
    }


@pytest.mark.parametrize("core", ["sqlite"], indirect=True)
def test_every_act_of_the_core_has_an_example(
    core: Core, prepared: Callable[[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever adds an act finds it here: what enters an act in the log is seen while examples are asked."""
    tried = set[str]()
    for name in ("act", "acts"):
        monkeypatch.setattr(AuditLog, name, _noting(getattr(AuditLog, name), tried))
    for number, ready in enumerate(EXAMPLES.values()):
        root = tmp_path / str(number)
        shutil.copytree(prepared("sqlite"), root / "ws")
        one = Core(Door.opened(root / "ws"), root)
        ready(one)()
        one.door.close()
    EXAMPLES["retract"](core)()
    core.bench("analyst").reread(core.source("people.csv"), reason="again")
    assert sorted(sites() - tried - ELSEWHERE.keys()) == [], "acts without an example in core_acts.py"
    assert sorted(ELSEWHERE.keys() - sites()) == [], "acts that are gone"
    assert sorted(ELSEWHERE.keys() & tried) == [], "acts that have an example"


def _noting(known: Callable[..., Any], tried: set[str]) -> Callable[..., Any]:
    """The method, which notes the function that calls it."""

    def noted(*given: Any, **named: Any) -> Any:  # noqa: ANN401
        caller = sys._getframe(1)
        name = caller.f_code.co_qualname.split(".<locals>")[0]
        tried.add(f"{caller.f_globals['__name__']}.{name}")
        return known(*given, **named)

    return noted


@pytest.mark.parametrize("core", ["sqlite"], indirect=True)
def test_what_fails_after_a_document_was_published_takes_nothing_of_it_away(
    core: Core, monkeypatch: pytest.MonkeyPatch
) -> None:
    deposit(core)()
    with monkeypatch.context() as patch:
        patch.setattr("tahqiq.collect.intake.collected", _broken)
        with pytest.raises(RuntimeError, match="afterwards"):
            core.bench("analyst").reread(core.source("later.csv"))
    assert core.source("later.csv") in [row[0] for row in visible(core.door)["sources"]]
    assert findings(core.door) == ()


def _broken(*_: object, **__: object) -> object:
    raise RuntimeError("afterwards")
