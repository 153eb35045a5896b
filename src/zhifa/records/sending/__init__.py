"""Machines that carry papers to parties: what they must answer, and the ones we know."""
