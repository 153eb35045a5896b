"""How the demo keeps its passwords, which everybody may read on its sign-in page."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class PublicPasswordHasher(Argon2PasswordHasher):
    """Argon2 with little work: there is no secret to guard, and a demo should be ready soon.

    Without `ZHIFA_DEMO` the costs of Django count; who signs in then is hashed anew with them.
    """

    time_cost = 1
    memory_cost = 8192  # KiB
    parallelism = 1
