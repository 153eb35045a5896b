"""Where keys are: the local authority, the remote service, a token; SM2 by its vectors."""

import os
import shutil
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import tsp
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from zhifa.records.signing import sm2
from zhifa.records.signing.http import Caller
from zhifa.records.signing.local import Local
from zhifa.records.signing.providers import SM2, KeyRefused, ProviderDown
from zhifa.records.signing.remote import Remote
from zhifa.records.signing.token import Token
from zhifa.records.tests import make, seals

KEY = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
POINT = bytes.fromhex(
    "0409F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
    "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
)
R = 0xF5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3
S = 0xB1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA
WORDS = b"message digest"
SOFTHSM = Path("/usr/lib/softhsm/libsofthsm2.so")


def test_sm2_agrees_with_the_vector_of_the_standard() -> None:
    assert sm2.public_key(KEY) == POINT
    assert sm2.verify(POINT, WORDS, encode_dss_signature(R, S))
    assert not sm2.verify(POINT, WORDS + b".", encode_dss_signature(R, S))
    assert not sm2.verify(POINT, WORDS, b"no signature")


def test_openssl_accepts_what_sm2_signs(tmp_path: Path) -> None:
    if shutil.which("openssl") is None:
        pytest.skip("no openssl on this machine")
    head = bytes.fromhex("3059301306072a8648ce3d020106082a811ccf5501822d034200")
    (tmp_path / "key.der").write_bytes(head + POINT)
    (tmp_path / "signature").write_bytes(sm2.sign(KEY, WORDS))
    (tmp_path / "words").write_bytes(WORDS)
    told = subprocess.run(
        ["openssl", "pkeyutl", "-verify", "-pubin", "-inkey", "key.der", "-keyform", "DER",
         "-rawin", "-digest", "sm3", "-pkeyopt", "distid:1234567812345678", "-in", "words",
         "-sigfile", "signature"],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Signature Verified Successfully" in told.stdout, told.stderr


def local(folder: Path) -> Local:
    return Local(folder, {"passphrase": "x", "timeout": "2"})


def enrolled(keys: Local, ref: str = "seal-1") -> str:
    keys.enrol(ref=ref, subject="某局", holder="agency:SJ", at=make.AT)
    return ref


def test_the_local_authority_issues_a_chain_and_keeps_keys_to_itself(tmp_path: Path) -> None:
    keys = local(tmp_path / "keys")
    own, issuing, root = map(x509.load_der_x509_certificate, keys.certificates(enrolled(keys)))
    own.verify_directly_issued_by(issuing)
    issuing.verify_directly_issued_by(root)
    assert own.not_valid_before_utc < make.AT < own.not_valid_after_utc
    for path in (tmp_path / "keys").glob("*.key"):
        assert path.stat().st_mode & 0o077 == 0, path.name
        assert b"ENCRYPTED" in path.read_bytes()


def test_a_signature_of_the_local_authority_verifies(tmp_path: Path) -> None:
    keys = local(tmp_path / "keys")
    ref = enrolled(keys)
    cert = x509.load_der_x509_certificate(keys.certificates(ref)[0])
    key = cert.public_key()
    assert isinstance(key, ec.EllipticCurvePublicKey)
    key.verify(keys.sign(ref, WORDS), WORDS, ec.ECDSA(hashes.SHA256()))
    assert sm2.verify(keys.sm2_point(ref), WORDS, keys.sign(ref, WORDS, SM2))
    with pytest.raises(KeyRefused):
        keys.sign(ref, WORDS, "md5")
    with pytest.raises(LookupError):
        keys.sign("nobody", WORDS)


def test_a_revoked_certificate_is_on_the_list_once(tmp_path: Path) -> None:
    keys = local(tmp_path / "keys")
    ref = enrolled(keys)
    keys.revoke(ref, at=make.AT)
    keys.revoke(ref, at=make.AT + timedelta(days=1))
    rows = list(x509.load_der_x509_crl(keys.revocations(at=make.AT)[0]))
    serial = x509.load_der_x509_certificate(keys.certificates(ref)[0]).serial_number
    assert [(r.serial_number, r.revocation_date_utc) for r in rows] == [(serial, make.AT)]


def test_two_processes_found_one_authority(tmp_path: Path) -> None:
    first, second = local(tmp_path / "keys"), local(tmp_path / "keys")
    assert first.roots() == second.roots()
    assert not list(tmp_path.glob(".founding-*"))


def test_the_remote_service_does_what_the_local_one_does(tmp_path: Path) -> None:
    with seals.service(tmp_path / "keys") as (_, options):
        far = Remote(tmp_path, options)
        far.enrol(ref="seal-1", subject="某局", holder="agency:SJ", at=make.AT)
        near = local(tmp_path / "keys")
        assert far.certificates("seal-1") == near.certificates("seal-1")
        assert far.roots() == near.roots()
        key = x509.load_der_x509_certificate(far.certificates("seal-1")[0]).public_key()
        assert isinstance(key, ec.EllipticCurvePublicKey)
        key.verify(far.sign("seal-1", WORDS), WORDS, ec.ECDSA(hashes.SHA256()))
        assert sm2.verify(near.sm2_point("seal-1"), WORDS, far.sign("seal-1", WORDS, SM2))
        far.revoke("seal-1", at=make.AT)
        assert len(list(x509.load_der_x509_crl(far.revocations(at=make.AT)[0]))) == 1
        with pytest.raises(LookupError):
            far.sign("seal-2", WORDS)
        with pytest.raises(KeyRefused):
            far.sign("seal-1", WORDS, "md5")


def test_a_service_that_is_down_or_slow_or_gone_says_so_in_time(tmp_path: Path) -> None:
    with seals.service(tmp_path / "keys") as (peer, options):
        far = Remote(tmp_path, {**options, "timeout": "0.5"})
        peer.down = True
        with pytest.raises(ProviderDown, match="签名服务暂时没有应答"):
            far.roots()
        peer.down, peer.delay = False, 20.0
        begun = datetime.now(UTC)
        with pytest.raises(ProviderDown, match="已排队"):
            far.roots()
        assert datetime.now(UTC) - begun < timedelta(seconds=15)
    with pytest.raises(ProviderDown):
        far.roots()


def test_a_call_without_the_secret_or_heard_before_is_refused(tmp_path: Path) -> None:
    with seals.service(tmp_path / "keys") as (peer, options):
        stranger = Remote(tmp_path, {**options, "secret": "a guess"})
        with pytest.raises(KeyRefused, match="unsigned, stale or repeated"):
            stranger.roots()
        said: list[str] = []

        def listen(method: str, path: str, body: bytes, header: str) -> bool:
            said.append(header)
            return trusted(method, path, body, header)

        trusted, peer._trusted = peer._trusted, listen  # type: ignore[method-assign]
        Remote(tmp_path, options).roots()
        assert not trusted("GET", "/v1/roots", b"", said[0])


def test_the_clock_answers_rfc_3161_and_nothing_else(tmp_path: Path) -> None:
    with seals.service(tmp_path / "keys") as (_, options):
        caller = Caller(options["clock"], "", 2, "时间戳服务")
        imprint = {"hash_algorithm": {"algorithm": "sha256"}, "hashed_message": bytes(32)}
        query = tsp.TimeStampReq({"version": 1, "message_imprint": imprint, "nonce": 7})
        status, found = caller.call("POST", "", query.dump(), "application/timestamp-query")
        reply = tsp.TimeStampResp.load(found)
        info = reply["time_stamp_token"]["content"]["encap_content_info"]["content"].parsed
        assert (status, info["nonce"].native) == (200, 7)
        assert info["message_imprint"]["hashed_message"].native == bytes(32)
        assert caller.call("POST", "", b"no request")[0] == 400


def _softhsm(folder: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """A token on this machine with one key, or a skip that says what is missing."""
    pkcs11 = pytest.importorskip("pkcs11", reason="no python-pkcs11: pip install 'zhifa[pkcs11]'")
    if not SOFTHSM.exists() or shutil.which("softhsm2-util") is None:
        pytest.skip("no SoftHSM on this machine: apt install softhsm2")
    (folder / "tokens").mkdir()
    settings = folder / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {folder}/tokens\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    subprocess.run(
        ["softhsm2-util", "--init-token", "--free", "--label", "zhifa", "--so-pin", "1234",
         "--pin", "5678"],
        env={**os.environ}, capture_output=True, check=True,
    )  # fmt: skip
    token = pkcs11.lib(str(SOFTHSM)).get_token(token_label="zhifa")
    with token.open(rw=True, user_pin="5678") as session:
        curve = pkcs11.util.ec.encode_named_curve_parameters("secp256r1")
        kind = pkcs11.KeyType.EC
        made = session.create_domain_parameters(
            kind, {pkcs11.Attribute.EC_PARAMS: curve}, local=True
        )
        public, _ = made.generate_keypair(store=True, label="seal-1")
        der = pkcs11.util.ec.encode_ec_public_key(public)
    (folder / "seal-1.pub").write_bytes(der)
    return {"module": str(SOFTHSM), "label": "zhifa", "pin": "5678", "timeout": "2"}


def test_a_token_signs_with_the_key_that_never_leaves_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    options = _softhsm(tmp_path, monkeypatch)
    keys = Token(tmp_path, options)
    public = serialization.load_der_public_key((tmp_path / "seal-1.pub").read_bytes())
    assert isinstance(public, ec.EllipticCurvePublicKey)
    public.verify(keys.sign("seal-1", WORDS), WORDS, ec.ECDSA(hashes.SHA256()))
    with pytest.raises(LookupError):
        keys.sign("seal-2", WORDS)
    with pytest.raises(KeyRefused):
        keys.sign("seal-1", WORDS, SM2)
    with pytest.raises(ProviderDown, match="密码机"):
        Token(tmp_path, {**options, "pin": "0000"}).sign("seal-1", WORDS)
    with pytest.raises(ProviderDown, match="密码机"):
        Token(tmp_path, {**options, "module": str(tmp_path / "none.so")}).sign("seal-1", WORDS)
