"""Methods of criminal intelligence as Anacapa and the UNODC manual teach them: the association matrix, event charts, flows."""

from tahqiq.analyse.methods.matrix import MATRIX

ANALYSES = (MATRIX,)
