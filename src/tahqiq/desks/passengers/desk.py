"""The desk as it is declared."""

from tahqiq.desk import Desk, Lifecycle
from tahqiq.desk.destruction_requests import destruction
from tahqiq.desks.passengers.airline_messages.operations import READ
from tahqiq.desks.passengers.airlines import operations as airlines
from tahqiq.desks.passengers.booking_file import operations as booking_file
from tahqiq.desks.passengers.due_times.due import awaited, due
from tahqiq.desks.passengers.duty import operations as duty
from tahqiq.desks.passengers.exercises import EXERCISES
from tahqiq.desks.passengers.flights import operations as flights
from tahqiq.desks.passengers.flights.lookup import FLIGHTS
from tahqiq.desks.passengers.hit_answers import operations as hit_answers
from tahqiq.desks.passengers.hit_queue import operations as hit_queue
from tahqiq.desks.passengers.hits.objections import against
from tahqiq.desks.passengers.hits.on_paper import with_documents
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.hits.statistics import REPORT
from tahqiq.desks.passengers.kinds import KINDS
from tahqiq.desks.passengers.listed_people import operations as listed_people
from tahqiq.desks.passengers.lists_in_use import operations as lists_in_use
from tahqiq.desks.passengers.message_feed import operations as message_feed
from tahqiq.desks.passengers.people_aboard import operations as people_aboard
from tahqiq.desks.passengers.replies.operations import ANSWER, IAPI
from tahqiq.desks.passengers.retention import operations as retention
from tahqiq.desks.passengers.risk_rules import builder as rule_builder
from tahqiq.desks.passengers.risk_rules import operations as risk_rules
from tahqiq.desks.passengers.risk_rules.operations import RULE
from tahqiq.desks.passengers.sample import SAMPLE
from tahqiq.desks.passengers.screening import operations as screening
from tahqiq.desks.passengers.screening.file_screening import SCREEN
from tahqiq.desks.passengers.unmasking import log
from tahqiq.desks.passengers.unmasking import operations as unmasking
from tahqiq.desks.passengers.unmasking.examples import over_example
from tahqiq.desks.passengers.unmasking.record import UNMASKING
from tahqiq.desks.passengers.watchlists import operations as watchlists

DESTRUCTION, DESTROYING = destruction("passengers", over_example)
DESK = Desk(
    "passengers",
    operations=(
        *watchlists.OPERATIONS,
        *listed_people.OPERATIONS,
        *screening.OPERATIONS,
        *lists_in_use.OPERATIONS,
        *hit_queue.OPERATIONS,
        hit_answers.OPERATION,
        duty.OPERATION,
        *flights.OPERATIONS,
        airlines.OPERATION,
        message_feed.OPERATION,
        people_aboard.OPERATION,
        booking_file.OPERATION,
        ANSWER,
        IAPI,
        REPORT,
        retention.OPERATION,
        *DESTROYING,
        *unmasking.OPERATIONS,
        log.OPERATION,
        *risk_rules.OPERATIONS,
        rule_builder.OPERATION,
    ),
    kinds=(*KINDS, DESTRUCTION),
    tools=(READ, SCREEN),
    spelled={
        "lists-list": "watchlists list",
        "lists-add": "watchlists add",
        "lists-expire": "watchlists expire",
        "lists-person": "watchlists person",
        "lists-agree": "watchlists agree",
        "lists-of-case": "watchlists from-case",
        "flights-board": "flights list",
        "flights-people": "flights show",
        "flights-expect": "flights add",
        "destruction-due": "destruction list",
        "destruction-confirm": "destruction approve",
    },
    folder="tahqiq.desks.passengers",
    finders=(FLIGHTS,),
    form_home="desk",
    lifecycles=(
        Lifecycle(HIT.name, "hit", against=against),
        Lifecycle(UNMASKING.name, "unmasking"),
        Lifecycle(RULE.name, "rule"),
    ),
    clocks=(retention.CLOCK,),
    due=due,
    awaited=awaited,
    on_paper=with_documents,
    sample=SAMPLE,
    exercises=EXERCISES,
)
