"""A contact report, as it lies in the vault."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.desk.details import Details
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.relations import SOURCE_ID

LONG = 20_000


class ContactReportDetails(Details):
    """What a handler states of a contact. All of it lies in the vault and nowhere else."""

    code: str = Field(description="The source, by its code.")
    started: Annotated[AwareDatetime, Happened()] = Field(description="When it began, with its zone.")
    ended: Annotated[AwareDatetime, Happened(after=("started",))] = Field(
        description="When it ended, with its zone."
    )
    means: str = Field(default="", max_length=200, description="How: met, telephone, message.")
    place: str = Field(default="", max_length=200, description="The class of the place, not the place.")
    persons: str = Field(default="", max_length=LONG, description="Who else was there.")
    welfare: str = Field(default="", max_length=LONG, description="Safety and welfare of the source.")
    tasking: str = Field(default="", max_length=LONG, description="What the source was asked to do.")
    demands: str = Field(default="", max_length=LONG, description="What the source asked for.")
    offers: str = Field(default="", max_length=LONG, description="What was offered.")
    handed: str = Field(default="", max_length=LONG, description="What was handed over, by whom.")
    risk: str = Field(default="", max_length=LONG, description="What changed in the risk.")


WORDS = tuple(name for name, field in ContactReportDetails.model_fields.items() if not field.is_required())
"""The fields that may be left out: what was said and seen."""
CONTACT = VaultKind(
    "contact-report", SOURCE_ID, (*ContactReportDetails.model_fields, "items"), (), IDENTITY.purposes
)
"""Reports of contacts."""
