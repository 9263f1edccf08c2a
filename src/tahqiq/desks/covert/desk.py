"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.covert import earlier_logs
from tahqiq.desks.covert.approvals import operations as approvals
from tahqiq.desks.covert.approvals.awaited import awaited
from tahqiq.desks.covert.authorisations import applications, decisions, overview, statistics
from tahqiq.desks.covert.authorisations.expiry import EXPIRY
from tahqiq.desks.covert.authorisations.matters import MATTERS
from tahqiq.desks.covert.authorisations.record import AUTHORISATION
from tahqiq.desks.covert.colleagues.lookup import COLLEAGUES
from tahqiq.desks.covert.contacts import operations as contacts
from tahqiq.desks.covert.contacts import reports
from tahqiq.desks.covert.corridor import operations as corridor
from tahqiq.desks.covert.corridor import wording
from tahqiq.desks.covert.corridor.record import LISTED
from tahqiq.desks.covert.deconfliction import operations as deconfliction
from tahqiq.desks.covert.deconfliction.record import QUERY
from tahqiq.desks.covert.deliveries import operations as deliveries
from tahqiq.desks.covert.deliveries.record import DELIVERY
from tahqiq.desks.covert.deployments import incitement, log_entries
from tahqiq.desks.covert.deployments import operations as deployments
from tahqiq.desks.covert.deployments.log import LOG_LINE
from tahqiq.desks.covert.deployments.record import DEPLOYMENT
from tahqiq.desks.covert.drafts import operations as drafts
from tahqiq.desks.covert.drafts.record import DRAFT
from tahqiq.desks.covert.due import due
from tahqiq.desks.covert.exercises import EXERCISES
from tahqiq.desks.covert.exhibits import operations as exhibits
from tahqiq.desks.covert.exhibits.record import ACT_LINE, EXHIBIT
from tahqiq.desks.covert.handlers import operations as handlers
from tahqiq.desks.covert.inspections import operations as inspections
from tahqiq.desks.covert.judge_register import operations as judge_register
from tahqiq.desks.covert.meetings import operations as meetings
from tahqiq.desks.covert.meetings.record import MEETING
from tahqiq.desks.covert.my_sources import operations as my_sources
from tahqiq.desks.covert.officers import operations as officers
from tahqiq.desks.covert.officers.record import OFFICER
from tahqiq.desks.covert.payments import operations as payments
from tahqiq.desks.covert.payments import receipts
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.product import destruction, intake, lists, minimisation, report
from tahqiq.desks.covert.product.files import READ
from tahqiq.desks.covert.product.record import CERTIFICATE, ITEM
from tahqiq.desks.covert.quarantine import operations as quarantine
from tahqiq.desks.covert.quarantine import rows
from tahqiq.desks.covert.registrations import operations as registrations
from tahqiq.desks.covert.risks import operations as risks
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.sample import SAMPLE
from tahqiq.desks.covert.second_codes import operations as second_codes
from tahqiq.desks.covert.second_codes.record import SECOND_CODE
from tahqiq.desks.covert.sources import operations as sources
from tahqiq.desks.covert.sources.record import SOURCE
from tahqiq.desks.covert.tasks import operations as tasks
from tahqiq.desks.covert.techniques import operations as techniques
from tahqiq.desks.covert.techniques.record import LAW
from tahqiq.desks.covert.timeline import operations as timeline
from tahqiq.desks.covert.uses.record import USE
from tahqiq.desks.covert.warrants import operations as warrants
from tahqiq.desks.covert.watches import observations
from tahqiq.desks.covert.watches import operations as watches
from tahqiq.desks.covert.watches.log import OBSERVATION
from tahqiq.desks.covert.watches.record import WATCH

KINDS = (
    LAW,
    AUTHORISATION,
    USE,
    SOURCE,
    SECOND_CODE,
    PAYMENT,
    MEETING,
    RISK,
    QUERY,
    OFFICER,
    DEPLOYMENT,
    LOG_LINE,
    EXHIBIT,
    ACT_LINE,
    DRAFT,
    WATCH,
    OBSERVATION,
    DELIVERY,
    ITEM,
    CERTIFICATE,
    LISTED,
)
DESK = Desk(
    "covert",
    operations=(
        *overview.OPERATIONS,
        *techniques.OPERATIONS,
        *applications.OPERATIONS,
        *warrants.OPERATIONS,
        *decisions.OPERATIONS,
        *inspections.OPERATIONS,
        *statistics.OPERATIONS,
        *quarantine.OPERATIONS,
        *registrations.OPERATIONS,
        *sources.OPERATIONS,
        *second_codes.OPERATIONS,
        *approvals.OPERATIONS,
        *contacts.OPERATIONS,
        *payments.OPERATIONS,
        *receipts.OPERATIONS,
        *meetings.OPERATIONS,
        *handlers.OPERATIONS,
        *tasks.OPERATIONS,
        *risks.OPERATIONS,
        *deconfliction.OPERATIONS,
        *corridor.OPERATIONS,
        *judge_register.OPERATIONS,
        *officers.OPERATIONS,
        *deployments.OPERATIONS,
        *log_entries.OPERATIONS,
        *incitement.OPERATIONS,
        *exhibits.OPERATIONS,
        *timeline.OPERATIONS,
        *my_sources.OPERATIONS,
        *drafts.OPERATIONS,
        *reports.OPERATIONS,
        *wording.OPERATIONS,
        *rows.OPERATIONS,
        *watches.OPERATIONS,
        *observations.OPERATIONS,
        *deliveries.OPERATIONS,
        *intake.OPERATIONS,
        *lists.OPERATIONS,
        *report.OPERATIONS,
        *minimisation.OPERATIONS,
        *destruction.OPERATIONS,
    ),
    kinds=KINDS,
    tools=(EXPIRY, READ),
    spelled={
        "delivery-look": "delivery show",
        "delivery-plan": "delivery add",
        "deploy-look": "deploy show",
        "deconflict-mine": "deconflict list",
        "draft-open": "draft show",
        "draft-keep": "draft edit",
        "exhibit-look": "exhibit show",
        "item-look": "item show",
        "item-take": "item add",
        "judge-look": "judge show",
        "judge-enter": "judge add",
        "risk-read": "risk show",
        "source-register": "source add",
        "sources-mine": "source list",
        "watch-look": "watch show",
        "watch-mine": "watch list",
        "watch-plan": "watch add",
        "corridor-read": "corridor show",
    },
    folder="tahqiq.desks.covert",
    form_home="desk",
    lookups=(COLLEAGUES, MATTERS),
    due=due,
    awaited=awaited,
    carries=earlier_logs.carry_over,
    sample=SAMPLE,
    exercises=EXERCISES,
    hides_actors=True,
)
