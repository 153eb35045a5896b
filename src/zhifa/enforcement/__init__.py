"""执法: cases walking through procedures that are data."""
