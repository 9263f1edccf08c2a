"""Human sources."""
