"""Tags of the house."""
