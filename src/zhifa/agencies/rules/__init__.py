"""What needs no database: lists from outside, codes shown on a phone."""
