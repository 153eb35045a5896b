"""Takes the bytes of destroyed dossiers away, unless a dossier that is whole keeps the same ones.

Called when a destruction is committed, and by the clock for what was interrupted then.
"""

from zhifa.records import reads


def shred() -> int:
    """Remove what should be gone; how many files there were."""
    gone = 0
    for sha256 in reads.leftovers():
        reads.path_of(sha256).unlink(missing_ok=True)
        gone += 1
    return gone
