"""What happened to accounts, sessions and machine clients."""

from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PasswordSet(Event):
    """A password was set, by its owner or by an administrator."""

    title: ClassVar[str] = "设置密码"

    user_id: int


@dataclass(frozen=True, slots=True)
class AccountUnlocked(Event):
    """The failures that locked an account were forgotten."""

    title: ClassVar[str] = "解除账号锁定"

    user_id: int


@dataclass(frozen=True, slots=True)
class AccountClosed(Event):
    """An account may not sign in any more."""

    title: ClassVar[str] = "停用账号"

    user_id: int


@dataclass(frozen=True, slots=True)
class AccountReopened(Event):
    """A closed account may sign in again."""

    title: ClassVar[str] = "恢复账号"

    user_id: int


@dataclass(frozen=True, slots=True)
class SecondFactorEnrolled(Event):
    """A secret was drawn, to be confirmed by a first code."""

    title: ClassVar[str] = "生成动态口令密钥"

    user_id: int


@dataclass(frozen=True, slots=True)
class SecondFactorConfirmed(Event):
    """The second factor is in force."""

    title: ClassVar[str] = "启用动态口令"

    user_id: int


@dataclass(frozen=True, slots=True)
class SecondFactorReset(Event):
    """The second factor was taken off by the security administrator."""

    title: ClassVar[str] = "重置动态口令"

    user_id: int


@dataclass(frozen=True, slots=True)
class CodeAccepted(Event):
    """A second step succeeded; `recovery` when by a recovery code."""

    title: ClassVar[str] = "动态口令验证通过"

    user_id: int
    recovery: bool


@dataclass(frozen=True, slots=True)
class SignedIn(Event):
    """A session began."""

    title: ClassVar[str] = "登录"

    user_id: int
    session_id: int


@dataclass(frozen=True, slots=True)
class SessionEnded(Event):
    """A session was ended."""

    title: ClassVar[str] = "结束登录"

    user_id: int
    session_id: int


@dataclass(frozen=True, slots=True)
class ClientRegistered(Event):
    """A machine client of the interface was registered, to be confirmed."""

    title: ClassVar[str] = "登记接口客户端"

    user_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class ClientConfirmed(Event):
    """A head of the body let a machine client call from now on."""

    title: ClassVar[str] = "确认接口客户端"

    user_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class ClientRefused(Event):
    """A head of the body did not let a machine client call."""

    title: ClassVar[str] = "不予确认接口客户端"

    user_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class ClientClosed(Event):
    """A machine client may not call any more."""

    title: ClassVar[str] = "停用接口客户端"

    user_id: int


@dataclass(frozen=True, slots=True)
class ClientGrantGiven(Event):
    """A person let a machine client act in their name."""

    title: ClassVar[str] = "授权接口客户端"

    grant_id: int
    user_id: int
    client_id: int


@dataclass(frozen=True, slots=True)
class ClientGrantEnded(Event):
    """A grant was ended before its time."""

    title: ClassVar[str] = "结束接口授权"

    grant_id: int
    user_id: int
    client_id: int


@dataclass(frozen=True, slots=True)
class ClientGrantUsed(Event):
    """A machine client wrote in a person's name, or tried to.

    entries: the keys of what it wrote, as the journal has them; none when it was refused.
    """

    title: ClassVar[str] = "接口客户端代为提交"

    grant_id: int
    user_id: int
    client_id: int
    address: str
    entries: tuple[int, ...]
