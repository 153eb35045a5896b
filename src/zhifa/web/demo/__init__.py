"""A fictional district, made through the real actions with a fixed seed."""
