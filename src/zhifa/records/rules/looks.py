"""For what an overseer opens a dossier of another body. Pure."""

from collections.abc import Mapping

from zhifa.kernel.refusals import Obstacle

GROUNDS: Mapping[str, str] = {
    "alert": "处置预警",
    "filing": "审查重大处罚备案",
    "complaint": "核查投诉举报",
    "check": "日常、专项执法监督",
}
SOURCE = "行政执法监督条例"
NOT_CALLED_UP = Obstacle(
    "dossier:not_called_up",
    "调阅其他机关的案卷，要先写明事由。",
    SOURCE,
    then="在案件页写明事由后再看，当日有效。",
)
NO_GROUND = Obstacle("dossier:ground", "没有选择调阅的事由。", SOURCE, then="选择事由后再看。")
NO_REASON = Obstacle(
    "dossier:reason", "没有写明调阅的理由。", SOURCE, then="写明理由，会记入案卷流水。"
)
NO_OVERSEER = Obstacle("dossier:own", "本机关的案卷不用调阅。", SOURCE, then="直接打开案卷。")
