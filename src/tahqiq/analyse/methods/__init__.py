"""Methods of criminal intelligence as Anacapa and the UNODC manual teach them: the association matrix, the
event chart, commodity and activity flow."""

from tahqiq.analyse.methods.event_chart import EVENT_CHART
from tahqiq.analyse.methods.flows import ACTIVITY_FLOW, COMMODITY_FLOW
from tahqiq.analyse.methods.matrix import MATRIX

ANALYSES = (MATRIX, EVENT_CHART, COMMODITY_FLOW, ACTIVITY_FLOW)
