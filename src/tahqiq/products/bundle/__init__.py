"""Source bundles: a chart with everything it rests on, signed, for somebody who has neither this program nor
a network."""
