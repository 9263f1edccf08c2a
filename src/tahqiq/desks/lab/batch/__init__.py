"""A sequence of injections: the method it follows, calibration, control of the instrument, and what may be
reported."""
