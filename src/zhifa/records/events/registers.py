"""What happens to certificates, templates, numbers, guides and packages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class CredentialRegistered(Event):
    """A certificate to sign with has been registered 签章证书登记."""

    title: ClassVar[str] = "登记签章证书"

    credential_id: str
    serial: str


@dataclass(frozen=True, slots=True)
class CredentialRevoked(Event):
    """A certificate may no longer be used 签章证书吊销."""

    title: ClassVar[str] = "吊销签章证书"

    credential_id: str
    serial: str


@dataclass(frozen=True, slots=True)
class RevocationPublished(Event):
    """The provider has put a revoked certificate on its list 吊销已公布."""

    title: ClassVar[str] = "公布证书吊销"

    credential_id: str
    serial: str


@dataclass(frozen=True, slots=True)
class DossiersTransferred(Event):
    """Archived dossiers were handed over 案卷移交. sha256: of the package's manifest."""

    title: ClassVar[str] = "案卷移交"

    transfer_id: str
    agency_id: int
    count: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackageTaken(Event):
    """The files of a package were taken out 下载移交包."""

    title: ClassVar[str] = "下载移交包"

    transfer_id: str
    agency_id: int
    sha256: str


@dataclass(frozen=True, slots=True)
class PackageOrdered(Event):
    """A package for the archive office is to be made, or to be gone on with 制作移交包."""

    title: ClassVar[str] = "制作移交包"

    order_id: str
    agency_id: int
    count: int


@dataclass(frozen=True, slots=True)
class PackageDelayed(Event):
    """A package could not be made yet; nothing counts as handed over 移交包没有做成."""

    title: ClassVar[str] = "移交包没有做成"

    order_id: str
    agency_id: int
    tries: int
    why: str


@dataclass(frozen=True, slots=True)
class PackageGivenUp(Event):
    """A package that could not be made was given up 放弃制作移交包."""

    title: ClassVar[str] = "放弃制作移交包"

    order_id: str
    agency_id: int


@dataclass(frozen=True, slots=True)
class TransferAnswered(Event):
    """The archive office took a package in, or returned it 移交回执. sha256: as it named it."""

    title: ClassVar[str] = "登记移交回执"

    transfer_id: str
    agency_id: int
    verdict: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DossiersAppraised(Event):
    """A list of dossiers whose term has ended was made 保管期满鉴定."""

    title: ClassVar[str] = "保管期满鉴定"

    appraisal_id: str
    agency_id: int
    number: int
    count: int


@dataclass(frozen=True, slots=True)
class AppraisalJudged(Event):
    """A second person approved or returned a list 审批鉴定清册."""

    title: ClassVar[str] = "审批鉴定清册"

    appraisal_id: str
    agency_id: int
    verdict: str


@dataclass(frozen=True, slots=True)
class DestructionWatched(Event):
    """Somebody is there when a list is destroyed 监销."""

    title: ClassVar[str] = "监销"

    appraisal_id: str
    agency_id: int


@dataclass(frozen=True, slots=True)
class DossierDestroyed(Event):
    """A dossier was destroyed under a list 案卷销毁. number: of the list. files: how many."""

    title: ClassVar[str] = "案卷销毁"

    dossier_id: str
    appraisal_id: str
    number: int
    papers: int
    files: int


@dataclass(frozen=True, slots=True)
class TemplateAdapted(Event):
    """A place or a body has its own version of a template 立模板本地版本. begins_on: ISO date."""

    title: ClassVar[str] = "立文书模板本地版本"

    local_id: str
    code: str
    place: str
    begins_on: str


@dataclass(frozen=True, slots=True)
class NumberTaken(Event):
    """A case or one of its papers has been given its number 取号."""

    title: ClassVar[str] = "取号"

    dossier_id: str
    series: str
    value: int


@dataclass(frozen=True, slots=True)
class NumberTakenByHand(Event):
    """A number has been taken for a paper made elsewhere 手工取号. What for is on the number."""

    title: ClassVar[str] = "手工取号"

    agency_id: int
    series: str
    value: int


@dataclass(frozen=True, slots=True)
class NumberVoided(Event):
    """A number may never be used again 文号作废. The reason is on the number."""

    title: ClassVar[str] = "文号作废"

    agency_id: int
    series: str
    value: int


@dataclass(frozen=True, slots=True)
class NumberFormAdopted(Event):
    """How numbers are written has been said anew 另立编号规则. agency_id: 0 for all bodies."""

    title: ClassVar[str] = "另立编号规则"

    form_id: str
    kind_of: str
    agency_id: int
    begins_on: str


@dataclass(frozen=True, slots=True)
class GuideSent(Event):
    """A body has sent a drafting guide to the bureau 报送制作指引."""

    title: ClassVar[str] = "报送制作指引"

    guide_id: str
    agency_id: int
    code: str


@dataclass(frozen=True, slots=True)
class GuideJudged(Event):
    """A drafting guide has been accepted or returned 审阅制作指引. The reason is on the guide."""

    title: ClassVar[str] = "审阅制作指引"

    guide_id: str
    agency_id: int
    verdict: str


@dataclass(frozen=True, slots=True)
class RegisterExported(Event):
    """The register of numbers was taken out 导出文号登记簿: by which conditions, how many rows."""

    title: ClassVar[str] = "导出文号登记簿"

    filters: Sequence[str]
    count: int
