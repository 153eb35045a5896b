"""`zhifa bench`: how fast the house is, measured in databases that are thrown away afterwards."""
