"""What the machinery's own keys are called on its pages."""

from collections.abc import Collection, Mapping

from zhifa.kernel.ids import LENGTH
from zhifa.kernel.naming import names

SUBJECTS: Mapping[str, str] = {
    "agency": "机关",
    "alert": "预警",
    "appraisals": "期满鉴定",
    "case": "案件",
    "certificates": "证件",
    "credentials": "签章证书",
    "house": "系统",
    "library:checks": "基础库自查",
    "library:laws": "法律库",
    "library:matters": "事项库",
    "matter": "事项",
    "parties": "当事人库",
    "party": "当事人",
    "person": "人员",
    "templates": "文书模板",
    "user": "人员",
}
IDENTIFIERS: Mapping[str, str] = {
    "act_id": "步骤",
    "agency_id": "机关",
    "alert_id": "预警",
    "amendment_id": "法律修改",
    "case_id": "案件",
    "certificate_id": "执法证件",
    "client_id": "接口客户端",
    "credential_id": "签章证书",
    "decision_id": "决定",
    "delegate_id": "受委托组织",
    "delegation_id": "委托",
    "delivery_id": "投递",
    "document_id": "文书",
    "dossier_id": "案卷",
    "entry_id": "流水",
    "evidence_id": "证据",
    "export_id": "导出",
    "filing_id": "备案",
    "form_id": "编号规则",
    "grant_id": "授权",
    "guide_id": "制作指引",
    "kept_id": "保留的一条",
    "key_id": "密钥",
    "law_id": "法律",
    "local_id": "本地模板",
    "matter_id": "事项",
    "order_id": "用印",
    "other_id": "另一条",
    "party_id": "当事人",
    "portrait_id": "证件照",
    "post_id": "岗位",
    "principal_id": "委托机关",
    "publication_id": "公示",
    "record_id": "登记",
    "recording_id": "音像记录",
    "service_id": "送达",
    "session_id": "登录",
    "submission_id": "送审",
    "successor_id": "承继机关",
    "suspension_id": "暂扣",
    "task_id": "待办",
    "unit_id": "内设机构",
    "user_id": "人员",
    "volume_id": "装订册",
}


def called(key: str, known: Mapping[str, str]) -> str:
    """A key of the journal in words: its kind of thing, and what it is called where known."""
    if key == "system":
        return "系统"
    if len(key) == LENGTH and key.isalnum():
        return f"案卷 {key}"
    kind = SUBJECTS.get(key) or SUBJECTS.get(key.partition(":")[0], "")
    own = known.get(key, "" if key in SUBJECTS else key.partition(":")[2])
    return " ".join(word for word in (kind, own) if word) or key


def all_called(keys: Collection[str]) -> dict[str, str]:
    """Keys in words, by key; one question for all."""
    known = names("key", keys)
    return {key: called(key, known) for key in keys}
