from dataclasses import dataclass
from typing import ClassVar

from zhifa.kernel.events import Event


@dataclass(frozen=True, slots=True)
class PartyRegistered(Event):
    """A party has entered the library 当事人入库."""

    title: ClassVar[str] = "登记当事人"
    party_id: str


@dataclass(frozen=True, slots=True)
class PartiesListed(Event):
    """Part of a list of parties from a file has been registered 导入当事人. digest: of the file."""

    title: ClassVar[str] = "导入当事人"
    digest: str
    part: int
    parties: int


@dataclass(frozen=True, slots=True)
class PartyListChecked(Event):
    """A list was held against the library and found persons by their documents 核对当事人名单."""

    title: ClassVar[str] = "核对当事人名单"
    digest: str
    rows: int
    persons: int


@dataclass(frozen=True, slots=True)
class PartyChanged(Event):
    """What is known of a party has changed 当事人信息变更. fields: which columns."""

    title: ClassVar[str] = "变更当事人信息"
    party_id: str
    fields: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class PartyCorrected(Event):
    """What was written wrongly of a party has been put right 当事人信息更正."""

    title: ClassVar[str] = "更正当事人信息"
    party_id: str
    fields: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class PartiesMerged(Event):
    """Two entries turned out to be one party; kept_id goes on 当事人合并."""

    title: ClassVar[str] = "合并当事人"
    party_id: str
    kept_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartyRevealed(Event):
    """Somebody looked at a party's personal data in full 查看完整信息."""

    title: ClassVar[str] = "查看当事人完整信息"
    party_id: str
    reason: str
    ground: str = ""


@dataclass(frozen=True, slots=True)
class PartySought(Event):
    """Somebody looked a person up by number 按证件号码查找; empty when it led to nobody."""

    title: ClassVar[str] = "按证件号码查找当事人"
    party_id: str


@dataclass(frozen=True, slots=True)
class MergeUndone(Event):
    """A merge was taken back; the entry stands on its own again 撤回合并."""

    title: ClassVar[str] = "撤回合并"
    party_id: str
    kept_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartiesKeptApart(Event):
    """Two like entries are two parties 认定不是同一当事人."""

    title: ClassVar[str] = "认定不是同一当事人"
    party_id: str
    other_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class PartiesIndexed(Event):
    """Entries got the keys by which like ones are found 建立近似键."""

    title: ClassVar[str] = "建立当事人近似键"
    parties: int


@dataclass(frozen=True, slots=True)
class PartyRecordAdded(Event):
    """A licence, promise or repair was entered 登记当事人档案."""

    title: ClassVar[str] = "登记当事人档案"
    party_id: str
    record_id: int
    kind_of: str


@dataclass(frozen=True, slots=True)
class PartyRecordEnded(Event):
    """A licence, promise or repair holds no more 终止当事人档案."""

    title: ClassVar[str] = "终止当事人档案"
    party_id: str
    record_id: int


@dataclass(frozen=True, slots=True)
class MatterAdopted(Event):
    """A version of a matter has been adopted 事项施行."""

    title: ClassVar[str] = "事项施行"
    matter_id: int
    code: str


@dataclass(frozen=True, slots=True)
class MatterEnded(Event):
    """A matter is enforced for the last time on a day 事项停止施行."""

    title: ClassVar[str] = "事项停止施行"
    matter_id: int
    code: str
    until_on: str


@dataclass(frozen=True, slots=True)
class PowerListed(Event):
    """A matter has been put on an agency's power list 列入权责清单."""

    title: ClassVar[str] = "列入权责清单"
    agency_id: int
    matter_code: str


@dataclass(frozen=True, slots=True)
class PowerDelisted(Event):
    """A matter leaves an agency's power list after a day 移出权责清单."""

    title: ClassVar[str] = "移出权责清单"
    agency_id: int
    matter_code: str
    until_on: str


@dataclass(frozen=True, slots=True)
class MattersImported(Event):
    """Part of a list from a file has been adopted 导入事项. digest: SHA-256 of the file.

    late: why versions among it begin before they were entered. put_on, taken_off: how many of
    those listed came onto the body's list and left it; on, off: the first of their codes.
    """

    title: ClassVar[str] = "导入事项"
    digest: str
    part: int
    matters: int
    listed: int = 0
    late: str = ""
    put_on: int = 0
    on: tuple[str, ...] = ()
    taken_off: int = 0
    off: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BaseChecked(Event):
    """The libraries have been checked against themselves 基础库检查."""

    title: ClassVar[str] = "基础库检查"
    raised: int
    mended: int
    open: int


@dataclass(frozen=True, slots=True)
class PowersHandedOver(Event):
    """Entries of a power list ended and began anew on another's 权责清单划转."""

    title: ClassVar[str] = "权责清单划转"
    agency_id: int
    successor_id: int
    from_on: str
    entries: int


@dataclass(frozen=True, slots=True)
class LawsLoaded(Event):
    """Laws have been loaded, from the house's index or from texts 法律导入.

    digest: SHA-256 over the texts; empty for the index. anomalies: oddities told to the importer.
    titles: the first few laws. late: why versions among them were entered after they began.
    """

    title: ClassVar[str] = "法律导入"
    source: str
    laws: int
    versions: int
    articles: int
    digest: str = ""
    anomalies: int = 0
    titles: tuple[str, ...] = ()
    late: str = ""


@dataclass(frozen=True, slots=True)
class LawCorrected(Event):
    """A text imported wrongly has been put right; the wrong one is kept 更正法律正文."""

    title: ClassVar[str] = "更正法律正文"
    law_id: int
    version_id: int
    kept_id: int
    reason: str
    digest: str
    articles: int


@dataclass(frozen=True, slots=True)
class LawAmended(Event):
    """A law has changed or ended 法律修改. changed: articles; tasks: of this room."""

    title: ClassVar[str] = "法律修改"
    amendment_id: int
    law_id: int
    from_on: str
    changed: int
    tasks: int


@dataclass(frozen=True, slots=True)
class AmendmentTasksListed(Event):
    """What depends on a law change has been listed 列出法律修改待办."""

    title: ClassVar[str] = "列出法律修改待办"
    amendment_id: int
    kind_of: str
    tasks: int


@dataclass(frozen=True, slots=True)
class AmendmentTaskSettled(Event):
    """Something that depended on a law change has been seen to 法律修改待办办结."""

    title: ClassVar[str] = "法律修改待办办结"
    task_id: int
    amendment_id: int
    kind_of: str
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class CitationsNoted(Event):
    """What procedures, papers and matters cite has been noted 登记条文引用."""

    title: ClassVar[str] = "登记条文引用"
    rows: int


@dataclass(frozen=True, slots=True)
class PublicFactEntered(Event):
    """A channel of complaint, or a line of the yearly plan, holds from a day 登记公示内容."""

    title: ClassVar[str] = "登记公示内容"
    agency_id: int
    record: str


@dataclass(frozen=True, slots=True)
class PublicFactEnded(Event):
    """It holds no more after a day 停用公示内容."""

    title: ClassVar[str] = "停用公示内容"
    agency_id: int
    record: str
