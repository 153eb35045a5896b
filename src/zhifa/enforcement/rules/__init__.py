"""What the law asks of a case. Pure: facts in, obstacles out; no ORM, no clock."""
