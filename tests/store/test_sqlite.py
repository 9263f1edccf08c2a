"""The connections of several threads to one SQLite file."""

import subprocess
import sys
from pathlib import Path

CLOSED_MEANWHILE = """
import sys, threading
from pathlib import Path
from tahqiq.store.sqlite import SqliteDatabase

database = SqliteDatabase(Path(sys.argv[1]))
with database.transaction() as transaction:
    transaction.execute("CREATE TABLE call(no)")
    transaction.insert_many("call", ["no"], [[no] for no in range(2000)])
answers = []
def ask():
    for _ in range(40):
        answers.append(database.query("SELECT COUNT(*) FROM call a, call b WHERE b.no < 100"))
asking = threading.Thread(target=ask)
asking.start()
while asking.is_alive():
    asking.join(0.002)
    database.close()
print(len(answers), {rows[0][0] for rows in answers})
"""


def test_a_thread_that_asks_while_the_database_is_closed_has_its_answer(tmp_path: Path) -> None:
    """Closing what another thread works with would end the process (in a process of its own, therefore)."""
    ended = subprocess.run(
        [sys.executable, "-c", CLOSED_MEANWHILE, str(tmp_path / "a.db")],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert (ended.returncode, ended.stdout.strip()) == (0, "40 {200000}"), ended.stderr[-500:]
