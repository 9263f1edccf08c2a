"""What is done outside under an authorisation: deployments of undercover officers, surveillance, controlled
deliveries, and the exhibits that come of them."""
