"""What attacks on backups share with their other tests."""

from tests.casework.backups import place  # noqa: F401
from tests.store.conftest import postgres_server  # noqa: F401
