"""The handlers of a controller: what each of them has open."""
