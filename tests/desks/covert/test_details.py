"""A field of a record of this desk is declared once: what people state of it is one class, from which the
question, the record and the answer are made."""

from collections.abc import Iterator

import pytest
from pydantic import BaseModel

from tahqiq.desk.details import Details
from tahqiq.desks.covert.contacts.record import CONTACT, WORDS, ContactReportDetails
from tahqiq.desks.covert.desk import DESK
from tahqiq.model.body_fields import single

NARROWER = {
    "ApplicationRequest": {"purpose", "necessity", "proportionality"},
    "DeploymentLogEntryRequest": {"what"},
    "DeploymentView": {"prohibited"},
    "WatchPlanRequest": {"subjects"},
}
"""Fields that a class states anew: they may not be left out there, have another default, or hold more."""


def nested(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """A model and the models in its fields."""
    yield model
    for field in model.model_fields.values():
        kind = single(field.annotation)
        if isinstance(kind, type) and issubclass(kind, BaseModel) and kind is not model:
            yield from nested(kind)


def models() -> dict[str, type[BaseModel]]:
    """Every question, record and answer of the desk that is made of what people state."""
    found = [one for operation in DESK.operations for one in (operation.asks, operation.answers)]
    found += [kind.body for kind in DESK.kinds]
    return {
        one.__name__: one
        for top in found
        for one in nested(top)
        if issubclass(one, Details) and one.__module__.startswith("tahqiq.desks.covert.")
    }


@pytest.mark.parametrize("name", sorted(models()))
def test_a_class_made_of_details_repeats_none_of_their_fields(name: str) -> None:
    model = models()[name]
    stated = {
        field
        for base in model.__mro__[1:]
        if isinstance(base, type) and issubclass(base, Details)
        for field in vars(base).get("__annotations__", {})
    }
    assert stated & set(vars(model).get("__annotations__", {})) == NARROWER.get(name, set())


@pytest.mark.parametrize(
    ("details", "kinds", "operations"),
    [
        ("ObservationDetails", {"covert-watch-line"}, {"watch-log", "watch-look", "watch-sign"}),
        ("WatchDetails", {"covert-watch"}, {"watch-plan", "watch-look"}),
        ("LogEntryDetails", {"covert-deployment-line"}, {"deploy-log", "deploy-look"}),
        ("InstructionDetails", {"covert-deployment"}, {"deploy-brief", "deploy-look"}),
        ("DeliveryDetails", {"covert-delivery"}, {"delivery-plan", "delivery-look"}),
        ("LegDetails", {"covert-delivery"}, {"delivery-route", "delivery-look"}),
        ("ScopeDetails", {"covert-authorisation"}, {"apply", "oral", "receive", "authorisations"}),
        ("PaymentDetails", {"covert-payment"}, {"source-pay"}),
    ],
)
def test_what_people_state_reaches_question_record_and_answer(
    details: str, kinds: set[str], operations: set[str]
) -> None:
    def has(model: type[BaseModel]) -> bool:
        return any(base.__name__ == details for one in nested(model) for base in one.__mro__)

    assert kinds <= {kind.name for kind in DESK.kinds if has(kind.body)}
    asked = {one.name for one in DESK.operations if has(one.asks) or has(one.answers)}
    assert operations <= asked


def test_the_vault_takes_every_field_of_a_contact_report() -> None:
    assert CONTACT.fields == (*ContactReportDetails.model_fields, "items")
    assert set(WORDS) == set(ContactReportDetails.model_fields) - {"code", "started", "ended"}
