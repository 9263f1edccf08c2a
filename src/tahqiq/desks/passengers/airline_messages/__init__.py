"""The messages that stand in a file of an airline."""
