"""SM2 with SM3 (GB/T 32918.2, GB/T 32905) on gmalg. Signatures are DER of r and s.

PDF signatures stay ECDSA: no reader at hand verifies SM2 inside a PDF. SM2 signs what a domestic
seal service is asked to sign, through the same interface.
"""

import gmalg
from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

IDENTITY = b"1234567812345678"
HALF = 32


def public_key(secret: bytes) -> bytes:
    """The uncompressed point (04 x y) of a private key of 32 bytes."""
    return bytes(gmalg.SM2(pc_mode=gmalg.PC_MODE.RAW).generate_pk(secret))


def fresh() -> bytes:
    """A new private key."""
    secret, _ = gmalg.SM2().generate_keypair()
    return bytes(secret)


def sign(secret: bytes, data: bytes) -> bytes:
    """A signature over data."""
    r, s = gmalg.SM2(secret, IDENTITY, public_key(secret)).sign(data)
    return encode_dss_signature(int.from_bytes(r), int.from_bytes(s))


def verify(point: bytes, data: bytes, signature: bytes) -> bool:
    """Whether the signature is that of the key, over exactly these data."""
    try:
        r, s = decode_dss_signature(signature)
        parts = (r.to_bytes(HALF), s.to_bytes(HALF))
    except (ValueError, OverflowError):
        return False
    return bool(gmalg.SM2(uid=IDENTITY, pk=point).verify(data, *parts))
