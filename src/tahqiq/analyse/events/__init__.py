"""What analyses of events share, whatever the events are about: one row for each event of a thing, local
time, silences and bursts, whose a number is said to be."""
