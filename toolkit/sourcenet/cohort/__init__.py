"""Many networks: a simulated class for now."""
