"""What happens to dossiers and what is in them."""

from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class DossierOpened(Event):
    """A dossier has been opened, still empty 立卷."""

    title: ClassVar[str] = "立卷"
    dossier_id: str


@dataclass(frozen=True, slots=True)
class DossierCalledUp(Event):
    """An overseer opened the dossier of a body 调阅案卷; ground: for what."""

    title: ClassVar[str] = "调阅案卷"
    dossier_id: str
    ground: str
    reason: str


@dataclass(frozen=True, slots=True)
class DossierNamed(Event):
    """A dossier has been given its number 编号."""

    title: ClassVar[str] = "案卷编号"

    dossier_id: str
    number: str


@dataclass(frozen=True, slots=True)
class DocumentFiled(Event):
    """A paper has been made and filed 文书入卷."""

    title: ClassVar[str] = "文书入卷"

    dossier_id: str
    document_id: str
    template: str
    sha256: str


@dataclass(frozen=True, slots=True)
class RenditionKept(Event):
    """The PDF of a paper has been drawn and kept 版式文书入库."""

    title: ClassVar[str] = "版式文书存档"

    dossier_id: str
    document_id: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class DocumentServed(Event):
    """A paper has been served 送达. effective_on: the day from which terms run, ISO."""

    title: ClassVar[str] = "文书送达"

    dossier_id: str
    document_id: str
    service_id: str
    template: str
    way: str
    effective_on: str


@dataclass(frozen=True, slots=True)
class PartySigned(Event):
    """A party has signed a paper, or would not 当事人签名. words: the digest of what was read."""

    title: ClassVar[str] = "当事人签名或者拒签"

    dossier_id: str
    document_id: str
    signature_id: str
    way: str
    words: str


@dataclass(frozen=True, slots=True)
class PartyHandProven(Event):
    """A party's hand has been time-stamped and laid into the PDF 当事人签名加盖时间戳."""

    title: ClassVar[str] = "当事人签名加盖时间戳，画入文书"

    dossier_id: str
    document_id: str
    signature_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PartyHandsUnproven(Event):
    """Hands on a paper can never be time-stamped: what was written is gone 签名缺失."""

    title: ClassVar[str] = "当事人签名的图像或者笔迹缺失，没有加盖时间戳"

    dossier_id: str
    document_id: str
    signatures: list[str]


@dataclass(frozen=True, slots=True)
class EvidenceAdded(Event):
    """An item of evidence has been registered 证据登记."""

    title: ClassVar[str] = "登记证据"

    dossier_id: str
    evidence_id: str


@dataclass(frozen=True, slots=True)
class EvidenceExcluded(Event):
    """An item of evidence may no longer be used 证据排除. The reason is on the item."""

    title: ClassVar[str] = "排除证据"

    dossier_id: str
    evidence_id: str


@dataclass(frozen=True, slots=True)
class RecordingAdded(Event):
    """A recording has been kept 音像记录入库. sm3: the second digest of its bytes."""

    title: ClassVar[str] = "音像记录入库"

    dossier_id: str
    recording_id: str
    sha256: str
    sm3: str = ""


@dataclass(frozen=True, slots=True)
class DossierSealed(Event):
    """A dossier has been closed for good 归档."""

    title: ClassVar[str] = "案卷归档"

    dossier_id: str
    archive_number: str


@dataclass(frozen=True, slots=True)
class VolumeBound(Event):
    """A volume of an archived dossier has been bound and sealed 装订封存."""

    title: ClassVar[str] = "装订封存"

    dossier_id: str
    volume_id: str
    volume: str
    sha256: str
    pages: int


@dataclass(frozen=True, slots=True)
class SealApproved(Event):
    """Leave to seal a paper has been given 批准用印."""

    title: ClassVar[str] = "批准用印"

    dossier_id: str
    document_id: str
    order_id: str


@dataclass(frozen=True, slots=True)
class SealDelayed(Event):
    """A paper could not be sealed yet; it will be tried again 用印暂缓."""

    title: ClassVar[str] = "用印暂缓"

    dossier_id: str
    order_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class DocumentSealed(Event):
    """A paper has been signed and sealed 文书盖章. stamped: whether its time is proven already."""

    title: ClassVar[str] = "文书盖章"

    dossier_id: str
    document_id: str
    order_id: str
    sha256: str
    stamped: bool


@dataclass(frozen=True, slots=True)
class DocumentStamped(Event):
    """A time-stamp has been added to a sealed paper 加盖时间戳."""

    title: ClassVar[str] = "加盖时间戳"

    dossier_id: str
    document_id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DocumentWithdrawn(Event):
    """A paper has lost its force 文书失效. on: ISO date."""

    title: ClassVar[str] = "文书失效"

    dossier_id: str
    document_id: str
    on: str


@dataclass(frozen=True, slots=True)
class DossierExported(Event):
    """A dossier has been taken out as files 案卷导出. What for is on the export."""

    title: ClassVar[str] = "案卷导出"

    dossier_id: str
    export_id: str


@dataclass(frozen=True, slots=True)
class SendingOrdered(Event):
    """A paper is to be sent by wire to where the party agreed to receive it 电子送达发送."""

    title: ClassVar[str] = "电子送达：登记发送"

    dossier_id: str
    sending_id: str
    document_id: str
    channel: str


@dataclass(frozen=True, slots=True)
class SendingDelayed(Event):
    """Nothing came of a sending yet; it is tried again."""

    title: ClassVar[str] = "电子送达：等待重试"

    dossier_id: str
    sending_id: str
    tries: int


@dataclass(frozen=True, slots=True)
class SendingTold(Event):
    """What became of a sending 发送回执. news: sent, delivered, opened, failed. happened: ISO."""

    title: ClassVar[str] = "电子送达：回执"

    dossier_id: str
    sending_id: str
    document_id: str
    news: str
    happened: str


@dataclass(frozen=True, slots=True)
class DossierRestored(Event):
    """An exported dossier was taken back in 恢复案卷. sha256: of the manifest."""

    title: ClassVar[str] = "恢复案卷"

    dossier_id: str
    sha256: str
    entries: int
