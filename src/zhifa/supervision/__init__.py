"""监督: alerts raised by facts and followed to the end."""
