"""What the tests of the commands share."""

from tests.casework.backups import place  # noqa: F401
from tests.store.conftest import postgres_server  # noqa: F401
