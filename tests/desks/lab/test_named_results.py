"""A result is about a substance that is chosen from known names, or of which somebody says that it is on no
list."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tahqiq.desks.lab.examinations.operations import ExhibitRequest, open_
from tahqiq.desks.lab.examinations.substance_names import common_names
from tahqiq.desks.lab.examinations.view import ExaminationView
from tahqiq.desks.lab.results.operations import KnownSubstancesRequest, ResultRequest, look
from tahqiq.kit.errors import NotFound, TahqiqError, WrongUse
from tests.desks.conftest import performed
from tests.seat import Seat

from .seats import seated, taken_in
from .test_ledger import result
from .test_reviews import person


@pytest.fixture
def at(tmp_path: Path) -> Iterator[Seat]:
    with seated(tmp_path, "Seizure") as found:
        open_(found, ExhibitRequest(case=found.home, exhibit="4/1", declared=["Sildenafil"]), None)
        yield found


def entered(at: Seat, substance: str, version: int, **more: Any) -> ExaminationView:  # noqa: ANN401
    asked = ResultRequest(
        case=at.home,
        examination="4/1",
        version=version,
        result=result("colour-test", "positive", data="", reference="", substance=substance, **more),
    )
    made = performed(at, "result", asked)
    assert isinstance(made, ExaminationView)
    return made


def names(at: Seat, text: str = "") -> list[tuple[str, str]]:
    asked = KnownSubstancesRequest(case=at.home, examination="4/1", text=text)
    return [(one.name, one.where) for one in look(at, asked, None).substances]


def test_who_may_not_read_the_case_sees_no_names(at: Seat) -> None:
    stranger = person(at, "stranger", "data-protection")
    asked = KnownSubstancesRequest(case=at.home, examination="4/1")
    with pytest.raises(TahqiqError):
        performed(stranger, "substances", asked)
    with pytest.raises(NotFound):
        look(at, asked.model_copy(update={"examination": "9/9"}), None)


def test_names_are_found_as_one_types_nearest_to_the_exhibit_first(at: Seat) -> None:
    assert names(at, "sild") == [("Sildenafil", "exhibit")]
    assert {one for one, _ in names(at, "كبتا")} == {"fenethylline", "amphetamine"}, (
        "what is looked for in it"
    )
    assert ("tramadol", "list") in names(at, "ترامادول")
    assert names(at, "امفيتامين")[0] == ("amphetamine", "list")  # written without its hamza
    assert [names(at, one)[0][0] for one in ("fenethylline", "فنيثيلين", "فينثيلين", "حشيش", "حەشیش")] == [
        "fenethylline",
        "fenethylline",
        "fenethylline",
        "cannabis resin",
        "cannabis resin",
    ]
    taken_in(at)
    assert ("amphetamine", "method") in names(at, "amph")
    everything = [name.casefold() for name, _ in names(at)]
    assert len(everything) == len(set(everything)) >= len(common_names())


def test_a_name_on_no_list_is_refused_unless_somebody_says_so(at: Seat) -> None:
    with pytest.raises(WrongUse) as refused:
        entered(at, "amphetamin", 1)
    assert (refused.value.code, refused.value.field) == (
        "lab-substance-unlisted",
        "result.substance",
    )
    told = entered(at, " SILDENAFIL ", 1)
    assert [(one.substance, one.unlisted) for one in told.results] == [("Sildenafil", False)]
    told = entered(at, "Compound X-7", told.version, unlisted=True)
    told = entered(at, "compound x-7", told.version, note="repeated")
    assert [(one.substance, one.unlisted) for one in told.results[1:]] == [("Compound X-7", True)] * 2
    told = entered(at, "tramadol", told.version, unlisted=True)
    assert told.results[-1].unlisted is False, "it is on a list, whatever was said"
