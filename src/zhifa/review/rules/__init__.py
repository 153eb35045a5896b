"""What legal review asks of a file and of a reviewer. Pure: no ORM, no clock."""
