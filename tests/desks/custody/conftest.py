"""The custody desk open, and registers taken over from texts."""

from collections.abc import Mapping
from io import BytesIO

import pytest

from tahqiq.desks.custody.importing import ImportRequest, ImportView, take
from tests.seat import Seat


@pytest.fixture
def desk_name() -> str:
    return "custody"


def imported(at: Seat, files: Mapping[str, str | bytes]) -> ImportView:
    """Registers by the names of their files, taken over together."""
    ids = []
    for name, data in files.items():
        sealed = at.bench.seal(BytesIO(data if isinstance(data, bytes) else data.encode()), name)
        ids.append(at.bench.deposit_later([(sealed, name)], at.bench.deposit(at.desk.file))[0].id)
    return take(at, ImportRequest(sources=ids), None)


PEOPLE = (
    "number,name,mother,born,sex,document,identity\nP-1,سلام جاسم كاظم,نور علي,1990-05-01,male,D1,"
    "document\nP-2,هيوا كريم رشيد,شيرين حسن,1985-02-03,male,D2,document\n"
)
PLACES = """code,sort,within,facility,capacity,sex,ages,status
F01,site,,F01,,male,adult,
F01/A,building,F01,F01,,,,untried
F01/A/1,wing,F01/A,F01,6,,,
F01/A/1/01,cell,F01/A/1,F01,2,,,
F01/A/1/02,cell,F01/A/1,F01,1,,,
F01/B,building,F01,F01,,,,convicted
F01/B/1,wing,F01/B,F01,4,,,
F01/B/1/01,cell,F01/B/1,F01,2,,,
"""
BOOKINGS = (
    "number,person,facility,status,admitted,order,order_authority,order_article,order_issued\nB-1,P-1,"
    "F01,untried,2026-05-01 14:20,O-1,محكمة,109,2026-05-01\nB-2,P-2,F01,untried,2026-05-01 15:20,O-2,"
    "محكمة,109,2026-05-01\n"
)
ORDERS = (
    "number,booking,sort,authority,begins,until\nO-1,B-1,detention,محكمة,2026-05-01,2026-05-15\nO-2,B-2,"
    "detention,محكمة,2026-05-01,2026-05-15\n"
)
MOVES = """person,booking,facility,sort,origin,left,place,arrived,reason,authority,escort
P-1,B-1,F01,admission,,,F01/A/1/01,2026-05-01 16:00,إيداع,ضابط,حارس
P-2,B-2,F01,admission,,,F01/A/1/02,2026-05-01 16:00,إيداع,ضابط,حارس
P-1,B-1,F01,court,F01/A/1/01,2026-05-04 08:00,محكمة,2026-05-04 09:00,جلسة,محكمة,حارس
P-1,B-1,F01,cell,محكمة,2026-05-04 13:00,F01/A/1/01,2026-05-04 14:00,عودة,محكمة,حارس
"""
HOUSE: dict[str, str] = {
    "people.csv": PEOPLE,
    "places.csv": PLACES,
    "bookings.csv": BOOKINGS,
    "orders.csv": ORDERS,
    "moves.csv": MOVES,
}
