"""A desk that is asked about a document which was erased by order answers with an error of its own, whatever
the operation: a sentence, never a fault of the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.desk import COLLECTED, desks
from tahqiq.web.worker import Worker
from tests.web.conftest import Served

from .test_desks import call, example

pytestmark = pytest.mark.usefixtures("packages")


def taking() -> dict[tuple[str, str], list[str]]:
    """Operations that take a document, with the fields that name it: for which files can be given, or that
    are called so."""
    found: dict[tuple[str, str], list[str]] = {}
    for desk in desks().values():
        for one in desk.operations:
            for name, field in one.asks.model_fields.items():
                if COLLECTED in field.metadata or name == one.deposits or "source" in name:
                    found.setdefault((desk.name, one.name), []).append(name)
    return found


@pytest.mark.parametrize("served", ["sqlite"], indirect=True)
@pytest.mark.parametrize(("name", "operation"), list(taking()))
def test_an_erased_document_is_answered_with_a_sentence(
    served: Served, tmp_path: Path, name: str, operation: str
) -> None:
    asked, chief, owner = example(served, name, operation), served.bench("chief"), served.bench("owner")
    served.door.cases.add_member(served.case, owner.actor.id, "test")
    named = {item.id for item in chief.sources()} & set(texts(asked.model_dump(mode="json")))
    if not named:  # the example names something else, which a document may stand in the place of
        (tmp_path / "people.csv").write_text("name,phone\nSara Omar,07430000002\n", "utf-8")
        (made,) = chief.collect([tmp_path / "people.csv"], chief.deposit(served.case, zone="Asia/Baghdad"))
        named = {made.source}
        asked = asked.model_copy(update=dict.fromkeys(taking()[name, operation], made.source))
    for source in named:
        chief.acts.request_erasure(source, "Order 1")
        owner.approve_erasure(source)
        client = served.client("chief")
        answer = call(client, name, operation, asked)
        if answer.status_code == 202:
            Worker(served.door).once()
            (job,) = [one for one in client.get("/api/v1/jobs").json() if one["kind"] == "desk"]
            assert (job["state"], job["result"]["code"]) == ("failed", "source-erased"), job
        else:
            assert 400 <= answer.status_code < 500, answer.text
            assert set(answer.json()) == {"code", "sentence", "next_step"}


def texts(value: object) -> Iterator[str]:
    """Every text of a question."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from texts(one)
