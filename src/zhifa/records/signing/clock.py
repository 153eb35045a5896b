"""The time-stamp authority of demo and tests: RFC 3161 with a policy of its own."""

from datetime import datetime

from asn1crypto import cms, keys, tsp, x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.x509 import Certificate
from pyhanko.sign.general import as_signing_certificate, simple_cms_attribute
from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
from pyhanko_certvalidator.registry import SimpleCertificateStore
from pyhanko_certvalidator.util import get_pyca_cryptography_hash


def _plain(cert: Certificate) -> x509.Certificate:
    return x509.Certificate.load(cert.public_bytes(serialization.Encoding.DER))


class LocalClock(DummyTimeStamper):
    """pyHanko's own authority, with the key opened once: opening it takes 30 ms."""

    def __init__(
        self, key: RSAPrivateKey, cert: Certificate, above: list[Certificate], at: datetime | None
    ) -> None:
        unused = keys.PrivateKeyInfo()
        issuers = SimpleCertificateStore.from_certs([_plain(c) for c in above])
        super().__init__(_plain(cert), unused, certs_to_embed=issuers, fixed_dt=at)
        self._key = key

    def _sign_tst_info(
        self, tst_info_data: bytes, md_algorithm: str, dt: datetime
    ) -> tuple[bytes, cms.CMSAttributes]:
        kind = get_pyca_cryptography_hash(md_algorithm)
        digest = hashes.Hash(kind)
        digest.update(tst_info_data)
        told = cms.CMSAttributes(
            [
                simple_cms_attribute("content_type", "tst_info"),
                simple_cms_attribute("signing_time", cms.Time({"generalized_time": dt})),
                simple_cms_attribute("signing_certificate", as_signing_certificate(self.tsa_cert)),
                simple_cms_attribute("message_digest", digest.finalize()),
            ]
        )
        return self._key.sign(told.dump(), PKCS1v15(), kind), told


def answer(stamper: DummyTimeStamper, query: bytes) -> bytes:
    """The reply to a TimeStampReq, both DER; ValueError for what is no request."""
    asked = tsp.TimeStampReq.load(query, strict=True)
    asked.native  # noqa: B018 - parses every field, so that a bad one is found here
    reply: bytes = stamper.request_tsa_response(asked).dump()
    return reply
