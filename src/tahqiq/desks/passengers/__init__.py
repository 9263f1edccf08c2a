"""The passengers desk of a Passenger Information Unit: what airlines send comes in, is compared with lists,
and a person decides about each hit."""
