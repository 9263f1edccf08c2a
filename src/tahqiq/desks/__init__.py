"""The desks that come with Tahqiq, each a package of its own; they do not know of each other."""
