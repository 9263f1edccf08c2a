"""The sterile corridor: source reports, and the intelligence reports that leave it."""
