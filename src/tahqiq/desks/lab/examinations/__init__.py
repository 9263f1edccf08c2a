"""The examination of an exhibit: intake, results, and what they establish."""
