"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.passengers.reading import READ
from tahqiq.desks.passengers.screen_tool import SCREEN

DESK = Desk("passengers", operations=(), tools=(READ, SCREEN))
