"""For what the informant's name may be opened, and to whom it is closed."""

from collections.abc import Mapping

from zhifa.kernel.refusals import Obstacle

GROUNDS: Mapping[str, str] = {
    "reply": "答复举报人",
    "verify": "向举报人核实线索",
    "reward": "发放举报奖励",
    "protect": "保护举报人",
}
MINIMAL = "个人信息保护法 第六条、第三十四条"
NO_GROUND = Obstacle("informant:ground", "没有选择查看的用途。", MINIMAL, then="选择用途后再看。")
NO_REASON = Obstacle(
    "informant:reason", "没有写明查看的理由。", MINIMAL, then="写明理由，会记入流水。"
)
NOT_HANDLING = Obstacle(
    "informant:not_handling",
    "举报人信息只给本案承办人员和承办机构负责人看。",
    MINIMAL,
    then="需要联系举报人的，交承办人员办理。",
)
NO_INFORMANT = Obstacle(
    "informant:none", "本案没有登记举报人。", over="案源登记时没有填写，没有可看的内容。"
)
