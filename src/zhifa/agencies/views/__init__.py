"""The doors for people: sign-in, one's own page, bodies, people, certificates, clients."""
