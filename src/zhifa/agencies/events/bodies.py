"""What happened to bodies, people and certificates."""

from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class AgencyRegistered(Event):
    """A body was entered in the register."""

    title: ClassVar[str] = "登记执法主体"

    agency_id: int


@dataclass(frozen=True, slots=True)
class AgencyChanged(Event):
    """Facts of a body changed; its published entry is to be renewed within 20 workdays."""

    title: ClassVar[str] = "修改主体信息"

    agency_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AgencyAbolished(Event):
    """A body ceased to exist."""

    title: ClassVar[str] = "撤销执法主体"

    agency_id: int


@dataclass(frozen=True, slots=True)
class AgencyMerged(Event):
    """A body went up in another, which acts in its place from a day on."""

    title: ClassVar[str] = "机关合并"

    agency_id: int
    successor_id: int
    from_on: str
    casework: str


@dataclass(frozen=True, slots=True)
class MattersHandedOver(Event):
    """A body handed matters over to another from a day on."""

    title: ClassVar[str] = "划转职能"

    agency_id: int
    successor_id: int
    from_on: str
    matters: int


@dataclass(frozen=True, slots=True)
class Transferred(Event):
    """A post goes on at another body."""

    title: ClassVar[str] = "人员转隶"

    user_id: int
    post_id: int
    agency_id: int


@dataclass(frozen=True, slots=True)
class MandateLetterFiled(Event):
    """The signed letter of a mandate was filed."""

    title: ClassVar[str] = "存入委托书"

    delegation_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class DelegationPublished(Event):
    """A mandate was made public."""

    title: ClassVar[str] = "公布委托"

    delegation_id: int
    published_on: str


@dataclass(frozen=True, slots=True)
class CertificatesImported(Event):
    """A list of certificates was taken over."""

    title: ClassVar[str] = "导入证件名单"

    sha256: str
    issued: int
    suspended: int
    cancelled: int


@dataclass(frozen=True, slots=True)
class PortraitFiled(Event):
    """The photo of a certificate was filed."""

    title: ClassVar[str] = "登记证件照"

    user_id: int
    portrait_id: int


@dataclass(frozen=True, slots=True)
class OfflineBadgeDrawn(Event):
    """A code for showing one's certificate without network was drawn."""

    title: ClassVar[str] = "生成离线亮证码"

    user_id: int
    certificate_id: int
    until: str


@dataclass(frozen=True, slots=True)
class UnitAdded(Event):
    """A division was set up."""

    title: ClassVar[str] = "增设内设机构"

    agency_id: int
    unit_id: int


@dataclass(frozen=True, slots=True)
class Delegated(Event):
    """A mandate was given."""

    title: ClassVar[str] = "登记委托"

    delegation_id: int
    principal_id: int
    delegate_id: int


@dataclass(frozen=True, slots=True)
class DelegationEnded(Event):
    """A mandate ended before its term."""

    title: ClassVar[str] = "终止委托"

    delegation_id: int


@dataclass(frozen=True, slots=True)
class PersonRegistered(Event):
    """A person got an account."""

    title: ClassVar[str] = "登记人员"

    user_id: int


@dataclass(frozen=True, slots=True)
class PersonChanged(Event):
    """Facts about a person changed."""

    title: ClassVar[str] = "修改人员信息"

    user_id: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Appointed(Event):
    """A person was given a post."""

    title: ClassVar[str] = "任命岗位"

    user_id: int
    post_id: int
    agency_id: int
    role: str


@dataclass(frozen=True, slots=True)
class Dismissed(Event):
    """A post ends."""

    title: ClassVar[str] = "免去岗位"

    user_id: int
    post_id: int


@dataclass(frozen=True, slots=True)
class CertificateIssued(Event):
    """A certificate was issued."""

    title: ClassVar[str] = "登记执法证件"

    user_id: int
    certificate_id: int


@dataclass(frozen=True, slots=True)
class CertificateSuspended(Event):
    """A certificate may not be used from a day on."""

    title: ClassVar[str] = "暂扣执法证件"

    user_id: int
    certificate_id: int
    suspension_id: int


@dataclass(frozen=True, slots=True)
class CertificateResumed(Event):
    """A suspension ended."""

    title: ClassVar[str] = "恢复执法证件"

    user_id: int
    certificate_id: int


@dataclass(frozen=True, slots=True)
class CertificateCancelled(Event):
    """A certificate is void from a day on."""

    title: ClassVar[str] = "注销执法证件"

    user_id: int
    certificate_id: int
