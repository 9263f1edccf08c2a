"""What is asked about controlled deliveries."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.custody import AMOUNT, WEIGHT
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.authorisations.references import AuthorisationReference
from tahqiq.desks.covert.deliveries.record import LONG, DeliveryDetails, DeliveryPart, Leg, Word


class FirstHolder(AuthorisationReference):
    """What is to be delivered under an authorisation, and who has it first."""

    exhibit: str = Field(
        min_length=1,
        max_length=60,
        description=(
            "What is delivered, by the name of the exhibit; it comes into custody with the first holder."
        ),
    )
    grams: str = Field(pattern=f"^{AMOUNT}$", description="Its weight in grams.")
    at: Annotated[AwareDatetime, Happened()] = Field(
        description="When the first holder took it, with its zone."
    )
    holder: str = Field(min_length=1, max_length=100, description="Who has it first, by code.")


class DeliveryRequest(DeliveryDetails, FirstHolder):
    """A delivery that is planned."""


class DeliveryReference(Strict):
    """A delivery."""

    delivery: str = Field(description="The delivery, by its number.")


class LegRequest(Leg, DeliveryReference):
    """The next leg of the way."""


class DeliveryDecisionRequest(DeliveryReference):
    """A word on whether it goes on."""

    word: Word = Field(description="go, no-go or abort.")
    at: Annotated[AwareDatetime, Happened()] = Field(description="When it was said, with its zone.")
    reason: str = Field(min_length=3, max_length=LONG, description="Why.")


class LegStartRequest(DeliveryReference):
    """When the next leg began."""

    at: Annotated[AwareDatetime, Happened()] = Field(description="When, with its zone.")


class ArrivalRequest(LegStartRequest):
    """When the leg under way ended."""

    grams: str = Field(default="", pattern=WEIGHT, description="What the taker weighed, in grams.")
    accepted: str = Field(default="", max_length=100, description="Who accepts a loss; not the taker.")
    reason: str = Field(default="", max_length=2_000, description="Why it is accepted.")


class PartRequest(DeliveryPart, LegStartRequest):
    """What was taken out."""

    reason: str = Field(min_length=3, max_length=2_000, description="Why.")


class DeliveryClosureRequest(LegStartRequest):
    """The end of a delivery."""

    result: str = Field(min_length=3, max_length=LONG, description="What came of it.")
    witness: str = Field(min_length=1, max_length=100, description="The second person who was there.")
