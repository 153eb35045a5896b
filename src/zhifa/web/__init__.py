"""门户: settings, urls, base templates and the wiring. Nobody imports it."""
