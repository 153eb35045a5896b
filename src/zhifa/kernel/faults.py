"""What `zhifa verify` may find, in words."""

from dataclasses import dataclass

from zhifa.kernel.refusals import Obstacle

ENTRY_CHANGED = Obstacle(
    "entry_changed",
    "流水的内容与它自己的摘要不符，写入后被改动过",
    then="交审计管理员与备份比对，查明改动。",
)
ENTRY_UNREADABLE = Obstacle(
    "entry_unreadable", "流水读不出来，写入后被改动过", then="交审计管理员与备份比对，查明改动。"
)
ENTRY_GAP = Obstacle(
    "entry_gap",
    "流水序号不连续，中间有流水被删除或者插入",
    then="交审计管理员与备份比对，找回缺少的流水。",
)
CHAIN_BROKEN = Obstacle(
    "chain_broken",
    "流水没有接在前一条之后，这一条或者前一条被替换过",
    then="交审计管理员与备份比对，查明改动。",
)
HEAD_DIFFERS = Obstacle(
    "head_differs",
    "链首与最后一条流水不符，末尾的流水被删除或者链首被改动过",
    then="交审计管理员与备份比对，查明改动。",
)
HEAD_ABSENT = Obstacle(
    "head_absent", "没有这个对象的链首", then="核对编号；编号无误的，交审计管理员与备份比对。"
)
ROW_CHANGED = Obstacle(
    "row_changed",
    "行的内容与流水记下的摘要不符，被绕过系统改动过",
    then="交审计管理员与备份比对，查明改动。",
)
ROW_MISSING = Obstacle(
    "row_missing",
    "流水记下的行已经不在表中，被绕过系统删除了",
    then="交审计管理员与备份比对，恢复这一行。",
)
ROW_UNKNOWN = Obstacle(
    "row_unknown", "没有任何流水记下这一行，是绕过系统插入的", then="交审计管理员查明来源。"
)
ROW_UNREADABLE = Obstacle(
    "row_unreadable",
    "行读不出来，有一列被改成了不合格的内容，或者缺少密钥",
    then="核对字段密钥是否齐全；齐全的交审计管理员与备份比对。",
)
TABLE_GONE = Obstacle(
    "table_gone", "流水记下的这张表，系统中已经没有", then="核对系统版本，交系统管理员恢复。"
)
NUMBERS_GAP = Obstacle(
    "numbers_gap",
    "号段与已取的编号对不上，有编号被删除或者插入",
    then="交审计管理员与备份比对，查明改动。",
)


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong item. table and row: as in the database; entry: the entry that tells against it.

    detail: figures that help to look it up, in Chinese.
    """

    what: Obstacle
    table: str = ""
    row: str = ""
    subject: str = ""
    entry: int | None = None
    detail: str = ""

    def line(self) -> str:
        """One Chinese line for a person."""
        where = (
            f"表 {self.table}" if self.table else "",
            f"行 {self.row}" if self.row else "",
            f"对象 {self.subject}" if self.subject else "",
            f"流水 #{self.entry}" if self.entry else "",
        )
        told = f"（{self.detail}）" if self.detail else ""
        return f"{'，'.join(w for w in where if w)}：{self.what.message}{told}。"

    def as_dict(self) -> dict[str, str | int]:
        """For JSON: `code` is stable; what is not known is left out."""
        said: dict[str, str | int | None] = {
            "code": self.what.code,
            "message": self.what.message,
            "table": self.table,
            "row": self.row,
            "subject": self.subject,
            "entry": self.entry,
            "detail": self.detail,
        }
        return {name: value for name, value in said.items() if value}
