"""A deployment of the invented case: one undercover buy."""

from datetime import datetime, timedelta

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop
from tahqiq.desk.custody import Step
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.deployments.log import LOG_LINE, DeploymentLogEntry
from tahqiq.desks.covert.deployments.record import DEPLOYMENT, Deployment, Instructions
from tahqiq.desks.covert.exhibits.record import take


def bought(at: ActingDesktop, authorisation: str, moment: datetime) -> None:
    """One buy: instructions signed before, words as they were said, the notes by serial, what was bought as
    an exhibit."""
    number, hour = mint(), timedelta(hours=1)
    log = [
        DeploymentLogEntry(
            what="words",
            observed_at=moment,
            written_at=moment + hour,
            author="officer",
            text="عندي منه، كم تريد؟",
            speaker="V-1",
            settles="starts",
        ),
        DeploymentLogEntry(
            what="buy",
            observed_at=moment + hour / 2,
            written_at=moment + hour,
            author="officer",
            text="علبة واحدة",
            serials=["A 0001234", "A 0001235"],
            exhibit="E-1",
        ),
        DeploymentLogEntry(
            what="contact",
            observed_at=moment + hour,
            written_at=moment + hour,
            author="cover",
            text="بخير، عاد",
        ),
    ]
    order = Instructions(
        objectives="شراء علبة واحدة ممن يعرضها",
        exit_plan="الخروج من الباب الخلفي إلى السيارة",
        hours=6,
        cover="0" * 64,
        given_at=moment - 8 * hour,
        signed_at=moment - 7 * hour,
    )
    kept = at.records(DEPLOYMENT).save(
        Deployment(
            number=number,
            authorisation=authorisation,
            officer=mint(),
            instructions=order,
            started_at=moment - hour,
            start_entered=moment - hour,
            ended_at=moment + 2 * hour,
            end_entered=moment + 2 * hour,
        )
    )
    for entry in log:
        appended(at, LOG_LINE, kept.id, number, entry=entry)
    taken = Step(
        id="1",
        what="taken",
        exhibit="E-1",
        happened=moment + hour / 2,
        recorded=moment + hour,
        by="U-1",
        amount="12.4",
    )
    take(at, "E-1", number, taken)
