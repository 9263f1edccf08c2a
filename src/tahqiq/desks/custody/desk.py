"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.custody.due_times.due import due
from tahqiq.desks.custody.exercises import EXERCISES
from tahqiq.desks.custody.kinds import KINDS, OF_THINGS
from tahqiq.desks.custody.operations import OPERATIONS
from tahqiq.desks.custody.people.paper_names import with_names
from tahqiq.desks.custody.people_search.lookup import PEOPLE
from tahqiq.desks.custody.places.lookup import FACILITIES, PLACES
from tahqiq.desks.custody.sample import SAMPLE
from tahqiq.desks.custody.synthetic.operations import MAKE

DESK = Desk(
    "custody",
    operations=OPERATIONS,
    kinds=KINDS,
    spelled={
        "tell": "notify-person",
    },
    folder="tahqiq.desks.custody",
    form_home="desk",
    tools=(MAKE,),
    of_things=OF_THINGS,
    lookups=(PEOPLE, FACILITIES),
    finders=(PLACES,),
    on_paper=with_names,
    due=due,
    sample=SAMPLE,
    exercises=EXERCISES,
)
