"""A number that somebody types is there for who sees it, and for nobody else: in every analysis and on every
layer of the map."""

import pytest

from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.registry import analyses
from tahqiq.products.maps.registry import LAYERS

from .conftest import Served

HIDDEN, ABSENT = "07901112223", "07901119999"


def naming(parameters: tuple[Parameter, ...]) -> Parameter | None:
    """The question that a number answers, where it is the only one that must be answered."""
    wanted = [item for item in parameters if item.required]
    return (
        wanted[0]
        if len(wanted) == 1
        and wanted[0].kind in ("text", "texts")
        and wanted[0].name not in ("areas", "dumps")
        else None
    )


ASKED = [
    *(
        (f"/api/v1/analyses/{item.id}/results", one)
        for item in analyses()
        if (one := naming(item.parameters))
    ),
    *((f"/api/v1/map/layers/{item.id}", one) for item in LAYERS if (one := naming(item.parameters))),
]


def test_there_is_something_to_ask() -> None:
    assert len(ASKED) >= 10


@pytest.mark.parametrize(("path", "parameter"), ASKED, ids=[path for path, _ in ASKED])
def test_a_hidden_number_reads_like_an_absent_one(filled: Served, path: str, parameter: Parameter) -> None:
    answers = {}
    for login in ("insider", "outsider"):
        for number in (HIDDEN, ABSENT):
            value = number if parameter.kind == "text" else [number, "07901234567"]
            answer = filled.client(login).post(path, json={"values": {parameter.name: value}})
            answers[login, number] = answer.status_code, answer.text.replace(number, "")
    assert answers["outsider", HIDDEN] == answers["outsider", ABSENT]
    assert answers["insider", HIDDEN][0] < 300 < answers["insider", ABSENT][0]
