"""The same index over a PostgreSQL store."""

from pathlib import Path

import psycopg
import pytest

from tahqiq.store.search import Search
from tahqiq.store.workspace import Workspace

from .conftest import Row, put, seeing

ROWS: list[Row] = [
    ("Person", "1", "name", "محمد جاسم كاظم"),
    ("Person", "1", "phone>PhoneNumber", "+9647701234567"),
]


@pytest.mark.postgres
def test_names_and_numbers_are_found(postgres_server: str, tmp_path: Path) -> None:
    with psycopg.connect(f"{postgres_server} dbname=postgres", autocommit=True) as connection:
        connection.execute(b"CREATE DATABASE searching")
    workspace = Workspace.create(tmp_path / "ws", f"{postgres_server} dbname=searching")
    try:
        put(workspace, ROWS)
        search, scope = Search(workspace), seeing(workspace)
        assert [hit.caption for hit in search.search(scope, "Mohammed Jasim").hits] == ["محمد جاسم كاظم"]
        assert search.search(scope, "0770 123").facets == {"Person": 1, "PhoneNumber": 1}
        put(workspace, [("Person", "2", "name", "Mohammed Jassim")])
        assert search.search(scope, "Mohammed Jasim").total == 2
    finally:
        workspace.close()
