"""Deployments of undercover officers."""
