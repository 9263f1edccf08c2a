"""The states of records as flows declare them."""

from itertools import product
from typing import get_args

import pytest

from tahqiq.desk.desktop import Desktop
from tahqiq.desks.covert.authorisations.record import State
from tahqiq.desks.covert.deliveries.record import DeliveryState
from tahqiq.desks.covert.deployments.record import DeploymentState
from tahqiq.desks.covert.desk import DESK
from tahqiq.desks.covert.drafts.record import Draft
from tahqiq.desks.covert.payments.record import PaymentState
from tahqiq.desks.covert.product.record import ItemState
from tahqiq.desks.covert.second_codes.record import SecondCodeState
from tahqiq.desks.covert.sources.record import SourceState
from tahqiq.desks.covert.states import follows, open_to, over
from tests.seat import Seat

STATES: dict[str, object] = {
    "authorisation": State,
    "delivery": DeliveryState,
    "deployment": DeploymentState,
    "draft": Draft.model_fields["state"].annotation,
    "item": ItemState,
    "payment": PaymentState,
    "second-code": SecondCodeState,
    "source": SourceState,
}
LEADS = {
    "source": {
        "approached": "assessed refused blacklisted",
        "assessed": "authorised refused blacklisted",
        "authorised": "active cancelled blacklisted",
        "active": "suspended cancelled blacklisted",
        "suspended": "active cancelled blacklisted",
        "cancelled": "aftercare blacklisted",
        "aftercare": "blacklisted",
        "refused": "blacklisted",
        "blacklisted": "",
    },
    "item": {
        "unheard": "heard privileged destroyed",
        "heard": "pertinent non-pertinent privileged incidental destroyed",
        "pertinent": "non-pertinent privileged incidental",
        "non-pertinent": "pertinent privileged incidental destroyed",
        "privileged": "pertinent non-pertinent destroyed",
        "incidental": "pertinent non-pertinent privileged destroyed",
        "destroyed": "",
    },
}
"""What may come after each state: a barred source stays barred, and what is pertinent is not destroyed."""


def test_every_flow_has_the_states_that_its_record_can_be_in() -> None:
    assert sorted(DESK.flows) == sorted(STATES)
    for name, states in STATES.items():
        assert sorted(DESK.flows[name][1].states) == sorted(get_args(states)), name


@pytest.mark.parametrize("name", LEADS)
def test_what_may_follow_a_state(name: str, at: Seat) -> None:
    desk: Desktop = at
    leads = {one: set(after.split()) for one, after in LEADS[name].items()}
    for one, other in product(leads, leads):
        assert follows(desk, name, one, other) == (other in leads[one]), (one, other)
    assert [one for one in leads if over(desk, name, one)] == [
        one for one, after in leads.items() if not after
    ]


def test_what_is_decided_about_an_authorisation_depends_on_its_state(at: Seat) -> None:
    may = {
        act: {one for one in get_args(State) if open_to(at, "authorisation", act, one)}
        for act in ("submit", "withdraw", "grant", "refuse", "review", "cancel", "close")
    }
    assert may == {
        "submit": {"draft"},
        "withdraw": {"draft", "submitted"},
        "grant": {"submitted"},
        "refuse": {"submitted"},
        "review": {"in-force"},
        "cancel": {"granted", "in-force"},
        "close": {"draft", "withdrawn", "refused", "cancelled", "expired"},
    }
