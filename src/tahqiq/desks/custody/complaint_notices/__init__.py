"""That somebody complained, without what they complain of."""
