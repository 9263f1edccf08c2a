"""How a signed bundle is packed, for who writes one and who looks at one."""

DATE = (1980, 1, 1, 0, 0, 0)
"""What every entry is dated, so that the same content makes the same bytes."""
