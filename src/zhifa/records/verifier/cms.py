"""Signatures (CMS), time-stamps (RFC 3161) and the certificates behind them."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from zhifa.records.verifier.der import Broken, Node, values

HASHES: dict[str, hashes.HashAlgorithm] = {
    "2.16.840.1.101.3.4.2.1": hashes.SHA256(),
    "2.16.840.1.101.3.4.2.2": hashes.SHA384(),
    "2.16.840.1.101.3.4.2.3": hashes.SHA512(),
}
MESSAGE_DIGEST, STAMP = "1.2.840.113549.1.9.4", "1.2.840.113549.1.9.16.2.14"
SIGNING_CERTIFICATE = "1.2.840.113549.1.9.16.2.47"
SIGNED_DATA, STAMP_INFO = "1.2.840.113549.1.7.2", "1.2.840.113549.1.9.16.1.4"
SET, FIRST, SECOND, SEQUENCE = b"\x31", 0xA0, 0xA1, 0x30


@dataclass
class Trust:
    """What is believed: roots; and what helps: issuers and revocation lists."""

    roots: list[x509.Certificate]
    issuers: list[x509.Certificate]
    lists: list[x509.CertificateRevocationList]

    def plus(self, more: list[x509.Certificate]) -> "Trust":
        """The same trust, helped by certificates that came with a signature."""
        return Trust(self.roots, [*self.issuers, *more], self.lists)

    def above(self, cert: x509.Certificate) -> x509.Certificate:
        """Who issued a certificate. Broken when nobody known did."""
        for issuer in (*self.roots, *self.issuers):
            if issuer == cert:  # vouches for itself
                continue
            try:
                cert.verify_directly_issued_by(issuer)
                if issuer.extensions.get_extension_for_class(x509.BasicConstraints).value.ca:
                    return issuer
            except (ValueError, TypeError, InvalidSignature, x509.ExtensionNotFound):
                continue
        raise Broken("证书不是可信机构签发的")

    def check(self, cert: x509.Certificate, when: datetime, *, proven: bool) -> None:
        """Whether a certificate held at a time. Broken says why not."""
        seen = 0
        while True:
            if not cert.not_valid_before_utc <= when <= cert.not_valid_after_utc:
                raise Broken("签名时证书不在有效期内")
            self._not_revoked(cert, when, proven=proven)
            if cert in self.roots:
                return
            cert, seen = self.above(cert), seen + 1
            if seen > 8:  # noqa: PLR2004 - longer than any real chain
                raise Broken("证书链过长")

    def _not_revoked(self, cert: x509.Certificate, when: datetime, *, proven: bool) -> None:
        for told in self.lists:
            row = told.get_revoked_certificate_by_serial_number(cert.serial_number)
            if row is None or told.issuer != cert.issuer:
                continue
            if not told.is_signature_valid(self.above(cert).public_key()):  # type: ignore[arg-type]
                raise Broken("吊销列表的签名不对")
            if not proven or row.revocation_date_utc <= when:
                raise Broken("证书在签名时间得到证明之前已经吊销")


def digest(algorithm: Node, data: bytes) -> bytes:
    """The digest of data by the algorithm named. Broken for one not in use."""
    kind = HASHES.get(algorithm.part(0).oid)
    if kind is None:
        raise Broken("摘要算法不在许可之列")
    return hashlib.new(kind.name, data).digest()


class Signed:
    """A SignedData with one signer."""

    def __init__(self, der: bytes) -> None:
        self.der, outer = der, Node(der)
        if outer.part(0).oid != SIGNED_DATA:
            raise Broken("不是签名数据")
        self._data = outer.part(1, 0)
        self.kind = self._data.part(2, 0).oid
        whole = self._data.part(2).tagged(FIRST)
        self.inner = whole.part(0).content if whole is not None else b""
        held = self._data.tagged(FIRST)
        raw = [p.raw for p in held.parts if p.tag == SEQUENCE] if held is not None else []
        self.certificates = [x509.load_der_x509_certificate(der) for der in raw]
        self._info = self._data.parts[-1].part(0)
        self._attributes = self._info.tagged(FIRST)
        if self._attributes is None:
            raise Broken("签名没有受签属性")
        self.signature = self._info.parts[5].content

    @property
    def signer(self) -> x509.Certificate:
        """The certificate of who signed."""
        issuer, serial = self._info.part(1).parts
        for cert in self.certificates:
            if cert.serial_number == serial.number and cert.issuer.public_bytes() == issuer.raw:
                return cert
        raise Broken("签名中没有签名人的证书")

    @property
    def token(self) -> bytes:
        """The time-stamp beside the signature, DER; empty while it is pending."""
        found = values(self._info.tagged(SECOND)).get(STAMP)
        return found[0].raw if found else b""

    def check(self, data: bytes) -> None:
        """Whether it was made over exactly these data. Broken says why not."""
        algorithm, told = self._info.part(2), values(self._attributes)
        if told.get(MESSAGE_DIGEST, [Node(b"\x04\x00")])[0].content != digest(algorithm, data):
            raise Broken("内容与签名时不同")
        cert = self.signer
        bound = told.get(SIGNING_CERTIFICATE)
        own = hashlib.sha256(cert.public_bytes(Encoding.DER)).digest()
        if bound and own not in [part.content for part in bound[0].part(0, 0).parts]:
            raise Broken("签名人的证书被换过")
        self._made_by(cert, HASHES[algorithm.part(0).oid])

    def _made_by(self, cert: x509.Certificate, kind: hashes.HashAlgorithm) -> None:
        key, raw = cert.public_key(), self._attributes.raw if self._attributes else b""
        try:
            if isinstance(key, ec.EllipticCurvePublicKey):
                key.verify(self.signature, SET + raw[1:], ec.ECDSA(kind))
            elif isinstance(key, rsa.RSAPublicKey):
                key.verify(self.signature, SET + raw[1:], padding.PKCS1v15(), kind)
            else:
                raise Broken("签名算法不在许可之列")
        except InvalidSignature:
            raise Broken("签名与签名人的密钥不符") from None


def name_of(cert: x509.Certificate) -> str:
    """Whom a certificate names."""
    found = cert.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else ""


def stamp_time(der: bytes, data: bytes, trust: Trust) -> datetime:
    """The time that a stamp proves for data. Broken says why it proves nothing."""
    stamp = Signed(der)
    if stamp.kind != STAMP_INFO:
        raise Broken("不是时间戳")
    info = Node(stamp.inner)
    imprint = info.part(2)
    if imprint.part(1).content != digest(imprint.part(0), data):
        raise Broken("时间戳不是给这份内容的")
    stamp.check(stamp.inner)
    when, cert = info.part(4).time, stamp.signer
    try:
        usage = cert.extensions.get_extension_for_class(x509.ExtendedKeyUsage).value
    except x509.ExtensionNotFound:
        usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.ANY_EXTENDED_KEY_USAGE])
    if ExtendedKeyUsageOID.TIME_STAMPING not in usage:
        raise Broken("时间戳不是时间戳机构的证书签的")
    trust.plus(stamp.certificates).check(cert, when, proven=True)
    return when


def check_signed(signed: Signed, data: bytes, trust: Trust, later: datetime | None) -> datetime:
    """When a signature is proven to have stood; later: by a stamp over all of it. Broken."""
    signed.check(data)
    own = stamp_time(signed.token, signed.signature, trust) if signed.token else None
    moments = [moment for moment in (own, later) if moment is not None]
    proven = bool(moments)
    when = min(moments) if proven else signed.signer.not_valid_before_utc
    trust.plus(signed.certificates).check(signed.signer, when, proven=proven)
    return when
