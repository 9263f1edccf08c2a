"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.covert import (
    application,
    assessing,
    contact_report,
    corridor,
    decision,
    deconflict,
    draft,
    handling,
    held_rows,
    inspection,
    judge,
    my_sources,
    overview,
    quarantine,
    statistics,
    task,
    timeline,
    wording,
)
from tahqiq.desks.covert.authorisation import AUTHORISATION
from tahqiq.desks.covert.clock_tool import EXPIRY
from tahqiq.desks.covert.draft import DRAFT
from tahqiq.desks.covert.due import due
from tahqiq.desks.covert.field import carried, delivering, deploying, handing, incitement, officers, watching
from tahqiq.desks.covert.field.delivery import DELIVERY
from tahqiq.desks.covert.field.deployment import DEPLOYMENT, ENTRY_LINE
from tahqiq.desks.covert.field.exhibits import ACT_LINE, EXHIBIT
from tahqiq.desks.covert.field.officers import OFFICER
from tahqiq.desks.covert.field.watch import SEEN_LINE, WATCH
from tahqiq.desks.covert.product import destroying, listing, minimising, taking
from tahqiq.desks.covert.product.item import CERTIFICATE, ITEM
from tahqiq.desks.covert.product_tool import READ
from tahqiq.desks.covert.risk import RISK
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.desks.covert.sources import PAYMENT, SOURCE
from tahqiq.desks.covert.techniques import LAW
from tahqiq.desks.covert.uses import USE
from tahqiq.desks.covert.warrant import taking as warrant_taking

KINDS = (
    LAW,
    AUTHORISATION,
    USE,
    SOURCE,
    PAYMENT,
    RISK,
    deconflict.SUBMITTED,
    OFFICER,
    DEPLOYMENT,
    ENTRY_LINE,
    EXHIBIT,
    ACT_LINE,
    DRAFT,
    WATCH,
    SEEN_LINE,
    DELIVERY,
    ITEM,
    CERTIFICATE,
)
DESK = Desk(
    "covert",
    operations=(
        *overview.OPERATIONS,
        *application.OPERATIONS,
        *warrant_taking.OPERATIONS,
        *decision.OPERATIONS,
        *inspection.OPERATIONS,
        *statistics.OPERATIONS,
        *quarantine.OPERATIONS,
        *handling.OPERATIONS,
        *task.OPERATIONS,
        *assessing.OPERATIONS,
        *deconflict.OPERATIONS,
        *corridor.OPERATIONS,
        *judge.OPERATIONS,
        *officers.OPERATIONS,
        *deploying.OPERATIONS,
        *incitement.OPERATIONS,
        *handing.OPERATIONS,
        *timeline.OPERATIONS,
        *my_sources.OPERATIONS,
        *draft.OPERATIONS,
        *contact_report.OPERATIONS,
        *wording.OPERATIONS,
        *held_rows.OPERATIONS,
        *watching.OPERATIONS,
        *delivering.OPERATIONS,
        *taking.OPERATIONS,
        *listing.OPERATIONS,
        *minimising.OPERATIONS,
        *destroying.OPERATIONS,
    ),
    kinds=KINDS,
    tools=(EXPIRY, READ),
    folder="tahqiq.desks.covert",
    form_home="desk",
    due=due,
    carries=carried.carry_over,
    sample=SAMPLE,
    hides_actors=True,
)
