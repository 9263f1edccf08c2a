"""What is asked about deployments, and what a list of them answers."""

from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import Happened


class DeploymentReference(Strict):
    """A deployment."""

    deployment: str = Field(description="The deployment, by its number.")


class DeploymentMomentRequest(DeploymentReference):
    """When a deployment began or ended."""

    at: Annotated[AwareDatetime, Happened()] = Field(description="When, with its zone.")
