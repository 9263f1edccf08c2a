"""What holds for every test: keys in a folder of the run's own, no token from outside."""

from collections.abc import Iterator

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")  # the same examples every time: what lands once does not fail by chance; a slow machine is no defect


@pytest.fixture(autouse=True, scope="session")
def own_keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Signing keys of test workspaces never reach the person's own folder."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TAHQIQ_KEYS", str(tmp_path_factory.mktemp("keys")))
        for name in ("TAHQIQ_TOKEN", "TAHQIQ_HOME", "TAHQIQ_LANG"):
            patch.delenv(name, raising=False)
        yield
