"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.passengers.reading import READ

DESK = Desk("passengers", operations=(), tools=(READ,))
