"""Kinds of papers: what they belong to, are, look like and must contain. Pure."""

KINDS = {
    "penalty": "行政处罚",
    "measure": "行政强制措施",
    "execution": "行政强制执行",
    "inspection": "行政检查",
    "licence": "行政许可",
    "levy": "行政征收",
    "requisition": "行政征用",
    "supervision": "行政执法监督",
    "disclosure": "行政执法公示",
    "all": "各类执法通用",
}
NATURES = {
    "decision": "决定",
    "spot": "当场决定",
    "notice": "告知、通知",
    "letter": "公函",
    "record": "笔录",
    "form": "内部审批、登记",
    "list": "清单",
    "strip": "封条",
}
LAYOUTS = {
    "paper": "执法文书",
    "letter": "公函（GB/T 9704）",
    "form": "表格",
    "record": "笔录",
    "list": "清单",
    "strip": "封条",
}
LAYOUT_OF = {
    "letter": "letter",
    "form": "form",
    "record": "record",
    "list": "list",
    "strip": "strip",
}
PARTS = {
    "party": "当事人",
    "cause": "事由和事实",
    "basis": "依据",
    "content": "决定内容",
    "term": "期限和方式",
    "rights": "权利和义务",
    "remedy": "救济途径和期限",
}
OUTGOING_ENDINGS = (
    ("决定书", "decision"),
    ("函", "letter"),
    ("报告", "letter"),
    ("申请书", "letter"),
    ("移送书", "letter"),
    ("委托书", "letter"),
    ("清单", "list"),
    ("笔录", "record"),
)
INTERNAL_ENDINGS = (("笔录", "record"), ("记录", "record"), ("清单", "list"))


def nature_of(title: str, *, outgoing: bool) -> str:
    """What a paper is, by its title."""
    endings = OUTGOING_ENDINGS if outgoing else INTERNAL_ENDINGS
    found = (nature for ending, nature in endings if title.endswith(ending))
    return next(found, "notice" if outgoing else "form")
