"""Linking plain tables without a workspace: columns are recognised, nothing is labelled, the model is found
from the tables themselves."""
