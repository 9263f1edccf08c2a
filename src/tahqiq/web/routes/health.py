"""Whether the server works, for monitoring and for the page."""

from fastapi import APIRouter

from tahqiq.web.deps import TheDoor
from tahqiq.web.people_bodies import HealthBody
from tahqiq.workbench.health import healthy

router = APIRouter(tags=["health"])


@router.get("/health")
def health(door: TheDoor) -> HealthBody:
    """Answers 200 while the server works. Answers 503 and says what is wrong where the database is away, the
    disk is full, or nothing of what waits is being done. Needs no sign-in; says nothing of people, cases or
    how much there is."""
    healthy(door)
    return HealthBody(status="ok")
