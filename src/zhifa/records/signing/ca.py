"""A small certificate authority in a folder, for the demo and the tests.

Root, issuing authority, time-stamp authority and a revocation list. Private keys are files with a
passphrase: good enough to show how signing works, never for papers that bind anybody.
"""

import json
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

SINCE, UNTIL = datetime(2020, 1, 1, tzinfo=UTC), datetime(2045, 1, 1, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)
LOOK_BACK = timedelta(days=2 * 365)
LIST_TERM = timedelta(days=7)
PRIVATE = 0o600
Key = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


def _name(words: str, holder: str = "") -> x509.Name:
    parts = [
        x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
        x509.NameAttribute(NameOID.COMMON_NAME, words[:64]),
    ]
    if holder:
        parts.append(x509.NameAttribute(NameOID.SERIAL_NUMBER, holder[:64]))
    return x509.Name(parts)


def _usage(*, authority: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=authority,
        crl_sign=authority,
        encipher_only=False,
        decipher_only=False,
    )


class Authority:
    """The authority in `folder`, founded when it is not there yet."""

    def __init__(self, folder: Path, passphrase: bytes) -> None:
        self.folder, self._passphrase = folder, passphrase
        if not (folder / "root.crt").exists():
            self._found()

    def _found(self) -> None:
        """Make root, issuing authority and clock beside, and move them in as one."""
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(dir=self.folder.parent, prefix=".founding-"))
        there, self.folder = self.folder, beside
        root, issuing = ec.generate_private_key(ec.SECP256R1()), self._curve_key()
        clock = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        top = self._certify("示范根证书（测试）", root, issuer=None, authority=1)
        middle = self._certify("示范签发证书（测试）", issuing, issuer=(top, root), authority=0)
        stamp = self._certify("示范时间戳（测试）", clock, issuer=(middle, issuing), clock=True)
        for name, key, cert in (
            ("root", root, top),
            ("issuing", issuing, middle),
            ("clock", clock, stamp),
        ):
            self._keep(name, key, cert)
        (beside / "revoked.json").write_text("{}", encoding="utf-8")
        self.folder = there
        try:
            beside.rename(there)
        except OSError:  # another process was first
            shutil.rmtree(beside)

    @staticmethod
    def _curve_key() -> ec.EllipticCurvePrivateKey:
        return ec.generate_private_key(ec.SECP256R1())

    def _certify(  # noqa: PLR0913 - what a certificate is made of
        self,
        words: str,
        key: Key,
        *,
        issuer: tuple[x509.Certificate, Key] | None,
        authority: int | None = None,
        clock: bool = False,
        holder: str = "",
        since: datetime = SINCE,
        until: datetime = UNTIL,
    ) -> x509.Certificate:
        subject = _name(words, holder)
        above = issuer[1] if issuer else key
        own = x509.SubjectKeyIdentifier.from_public_key(key.public_key())
        theirs = x509.AuthorityKeyIdentifier.from_issuer_public_key(above.public_key())
        build = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer[0].subject if issuer else subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(since)
            .not_valid_after(until)
            .add_extension(x509.BasicConstraints(authority is not None, authority), critical=True)
            .add_extension(_usage(authority=authority is not None), critical=True)
            .add_extension(own, critical=False)
            .add_extension(theirs, critical=False)
        )
        if clock:
            usage = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING])
            build = build.add_extension(usage, critical=True)
        return build.sign(above, hashes.SHA256())

    def _keep(self, name: str, key: Key, cert: x509.Certificate) -> None:
        place = self.folder / f"{name}.key"
        place.touch(mode=PRIVATE)
        place.write_bytes(
            key.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.BestAvailableEncryption(self._passphrase),
            )
        )
        (self.folder / f"{name}.crt").write_bytes(cert.public_bytes(serialization.Encoding.PEM))

    def key(self, name: str) -> Key:
        """A private key. LookupError without it."""
        place = self.folder / f"{name}.key"
        if not place.exists():
            raise LookupError(name)
        found = serialization.load_pem_private_key(place.read_bytes(), self._passphrase)
        if isinstance(found, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
            return found
        raise LookupError(name)

    def certificate(self, name: str) -> x509.Certificate:
        """A certificate. LookupError without it."""
        place = self.folder / f"{name}.crt"
        if not place.exists():
            raise LookupError(name)
        return x509.load_pem_x509_certificate(place.read_bytes())

    def issue(self, name: str, words: str, *, holder: str, at: datetime) -> None:
        """A key and its certificate for a holder, good from two years before: demos look back."""
        key, issuer = self._curve_key(), (self.certificate("issuing"), self.key("issuing"))
        since, until = max(SINCE, at - LOOK_BACK), at + YEARS - timedelta(days=1)
        cert = self._certify(words, key, issuer=issuer, holder=holder, since=since, until=until)
        self._keep(name, key, cert)

    def revoke(self, name: str, *, at: datetime) -> None:
        """Put a certificate on the list; twice changes nothing."""
        place = self.folder / "revoked.json"
        told = json.loads(place.read_text(encoding="utf-8"))
        told.setdefault(str(self.certificate(name).serial_number), at.astimezone(UTC).isoformat())
        beside = place.with_suffix(".new")
        beside.write_text(json.dumps(told, indent=1), encoding="utf-8")
        beside.replace(place)

    def revocations(self, *, at: datetime) -> list[bytes]:
        """The lists of both authorities as of now, DER."""
        told = json.loads((self.folder / "revoked.json").read_text(encoding="utf-8"))
        return [self._list("issuing", told, at), self._list("root", {}, at)]

    def _list(self, name: str, told: dict[str, str], at: datetime) -> bytes:
        build = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.certificate(name).subject)
            .last_update(at)
            .next_update(at + LIST_TERM)
        )
        for serial, when in told.items():
            row = x509.RevokedCertificateBuilder().serial_number(int(serial))
            build = build.add_revoked_certificate(
                row.revocation_date(datetime.fromisoformat(when)).build()
            )
        made = build.sign(self.key(name), hashes.SHA256())
        return made.public_bytes(serialization.Encoding.DER)
