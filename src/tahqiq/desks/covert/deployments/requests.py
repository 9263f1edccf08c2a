"""What is asked about deployments, and what a list of them answers."""

from pydantic import AwareDatetime, Field

from tahqiq.desk.answers import Strict


class DeploymentReference(Strict):
    """A deployment."""

    deployment: str = Field(description="The deployment, by its number.")


class DeploymentMomentRequest(DeploymentReference):
    """When a deployment began or ended."""

    at: AwareDatetime = Field(description="When, with its zone.")
