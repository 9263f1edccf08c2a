"""Rows outside their order."""
