"""Requests and complaints, in a compartment of their own."""
