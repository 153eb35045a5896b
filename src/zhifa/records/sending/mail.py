"""Letters by SMTP (RFC 5321), asking for reports of delivery (RFC 3461); or into a folder.

smtps://name:word@host:465 is encrypted from the start; smtp://… turns to TLS before anything is
said, and does without only on this very machine.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage
from email.policy import SMTP as WIRE
from email.utils import format_datetime
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.timezone import localtime

from zhifa.records.sending.post import Letter, PostDown, PostRefused

SECONDS = 20
HERE = frozenset({"localhost", "127.0.0.1", "::1"})
NEVER = 500  # from here on the answer is final (RFC 5321, 4.2.1)
SENDER = "zhifa@localhost"


def composed(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it goes over the wire; its Message-ID is the number of the sending."""
    message = EmailMessage()
    house = sender.rpartition("@")[2]
    message["From"], message["To"], message["Subject"] = sender, letter.to, letter.subject
    message["Date"] = format_datetime(localtime(letter.at))
    message["Message-ID"] = f"<{letter.ref}@{house}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_attachment(
        letter.attachment, maintype="application", subtype="pdf", filename=letter.name
    )
    return message


class Mail:
    """A mail server that takes our letters."""

    real = True

    def __init__(self, address: str, sender: str) -> None:
        self._to, self._sender = urlsplit(address), sender or SENDER
        if self._to.scheme not in {"smtp", "smtps"} or not self._to.hostname:
            raise ValueError("ZHIFA_SMTP_URL is no smtp:// or smtps:// address")

    def send(self, letter: Letter) -> str:
        message = composed(letter, self._sender)
        try:
            with self._line() as line:
                self._hand_in(line, letter, message.as_bytes(policy=WIRE))
        except smtplib.SMTPResponseException as answer:
            raise _judged(answer.smtp_code, answer.smtp_error) from answer
        except smtplib.SMTPRecipientsRefused as refused:
            raise _judged(*next(iter(refused.recipients.values()))) from refused
        except (OSError, smtplib.SMTPException) as fault:
            raise PostDown(type(fault).__name__) from fault
        return str(message["Message-ID"])

    def _hand_in(self, line: smtplib.SMTP, letter: Letter, message: bytes) -> None:
        reports = line.has_extn("dsn")
        line.sendmail(
            self._sender,
            [letter.to],
            message,
            mail_options=["RET=HDRS", f"ENVID={letter.ref}"] if reports else [],
            rcpt_options=["NOTIFY=SUCCESS,FAILURE"] if reports else [],
        )

    @contextmanager
    def _line(self) -> Iterator[smtplib.SMTP]:
        host, safe = self._to.hostname or "", ssl.create_default_context()
        if self._to.scheme == "smtps":
            line: smtplib.SMTP = smtplib.SMTP_SSL(
                host, self._to.port or 465, timeout=SECONDS, context=safe
            )
        else:
            line = smtplib.SMTP(host, self._to.port or 587, timeout=SECONDS)
        with line:
            line.ehlo()
            if self._to.scheme == "smtp" and host not in HERE:
                line.starttls(context=safe)
                line.ehlo()
            if self._to.username:
                line.login(unquote(self._to.username), unquote(self._to.password or ""))
            yield line


def _judged(code: int, said: bytes | str) -> PostDown | PostRefused:
    """What an answer of the server means."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else said
    told = f"{code} {' '.join(words.split())}"[:300]
    return PostRefused(told) if code >= NEVER else PostDown(told)


class Folder:
    """Letters as .eml files in a folder, for the demo: nothing leaves the machine."""

    real = False

    def __init__(self, folder: str) -> None:
        self._folder = Path(folder)

    def send(self, letter: Letter) -> str:
        message = composed(letter, SENDER)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{letter.ref}.eml").write_bytes(message.as_bytes(policy=WIRE))
        except OSError as fault:
            raise PostDown(type(fault).__name__) from fault
        return str(message["Message-ID"])
