"""What holds for every test: keys in a folder of the run's own, no token from outside; an environment that
knows all parts of the program."""

import gc
import os
import sys
import tomllib
from collections.abc import Callable, Generator, Iterator
from importlib.metadata import distribution
from pathlib import Path

import pytest
from _pytest.doctest import DoctestModule
from anyio.from_thread import start_blocking_portal
from argon2 import PasswordHasher
from hypothesis import settings

from tahqiq.access import people

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile(
    "steady"
)  # the same examples every time: what lands once does not fail by chance; a slow machine is no defect


def pytest_configure() -> None:
    """Stops where the installed program lacks an entry point that the project declares: a part that is not
    found fails far from its cause."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {
        (group, name, value)
        for group, points in project["entry-points"].items()
        for name, value in points.items()
    }
    lacking = declared - {
        (point.group, point.name, point.value) for point in distribution("tahqiq").entry_points
    }
    if lacking:
        names = ", ".join(sorted(f"{group} {name}" for group, name, _ in lacking))
        raise pytest.UsageError(f"The installed program does not know: {names}. Run 'make .venv/.done-dev'.")
    gc.disable()


@pytest.hookimpl(wrapper=True)
def pytest_collect_file() -> Generator[None, list[pytest.Collector], list[pytest.Collector]]:
    """Examples in texts are looked for in the program alone: modules of tests have none, and each worker
    looked through all of them."""
    return [one for one in (yield) if not isinstance(one, DoctestModule)]


def pytest_collection_finish() -> None:
    """Thousands of tests and modules that stay to the end need not be looked through for garbage again and
    again, while they are collected and after."""
    gc.collect()
    gc.freeze()
    gc.enable()


@pytest.fixture(scope="session")
def shared_data() -> Callable[[str], Path]:
    """Real test data by name, which is no part of the project: beside it or in ``TAHQIQ_SHARED``. Skips the
    test, saying what is missing."""
    root = Path(os.environ.get("TAHQIQ_SHARED", Path(__file__).parents[1].parent / "shared" / "data"))

    def path(name: str) -> Path:
        if not (root / name).exists():
            pytest.skip(
                f"The shared test data is not on this machine ({name}); set TAHQIQ_SHARED to its folder."
            )
        return root / name

    return path


@pytest.fixture(autouse=True, scope="session")
def quick_passwords() -> Iterator[None]:
    """Passwords are hashed slowly on purpose (0.3 s of CPU); hundreds of people of tests have one. What is
    hashed for nobody costs as much, as in the program."""
    hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(people, "_HASHER", hasher)
        patch.setattr(people, "_NOBODY", hasher.hash("nobody"))
        yield


@pytest.fixture(autouse=True, scope="session")
def one_event_loop() -> Iterator[None]:
    """Clients of tests ask in one event loop: each request would start a thread and a loop of its own, 40 %
    of what it costs. A client that is entered (``with``) has its own."""
    module = sys.modules.get("starlette.testclient")
    if module is None:
        yield
        return
    with start_blocking_portal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(module.TestClient, "portal", portal)
        yield


@pytest.fixture(autouse=True, scope="session")
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Signing keys of test workspaces never reach the person's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAHQIQ_KEYS", str(tmp_path_factory.mktemp("keys")))
        for name in ("TAHQIQ_TOKEN", "TAHQIQ_HOME", "TAHQIQ_LANG"):
            patch.delenv(name, raising=False)
        yield
