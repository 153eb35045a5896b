"""Why a decision has to pass legal review, in words (law.md 4; 行政处罚法 五十八)."""

from collections.abc import Mapping

SCOPE: Mapping[str, str] = {
    "L1": "涉及重大公共利益",
    "L2": "可能造成重大社会影响",
    "L3": "直接关系当事人重大权益",
    "L4": "经过听证程序",
    "L5": "疑难复杂或者涉及多个法律关系",
    "L6": "法律、法规规定应当审核",
    "L7": "金额达到重大标准",
    "L12": "重大案件不予处罚或者减轻处罚",
    "L13": "撤销后重新作出",
}
