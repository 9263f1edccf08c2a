"""The desk as it is declared."""

from tahqiq.desk import Desk
from tahqiq.desks.lab.tools.looking import READ

DESK = Desk("lab", operations=(), tools=(READ,))
