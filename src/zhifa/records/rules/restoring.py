"""Why an exported dossier is not taken back in."""

from zhifa.kernel.refusals import Obstacle

UNSOUND = Obstacle(
    "restore:unsound",
    "导出包核验没有通过。",
    then="用 zhifa-verify 查明，换一份完好的。",
)
OLD = Obstacle(
    "restore:format",
    "导出包是第一版格式，没有带恢复所需的数据。",
    then="仍可用 zhifa-verify 核验和阅读；要恢复的，从原系统重新导出。",
)
ROOT = Obstacle(
    "restore:root",
    "导出包的根证书不是本系统信任的。",
    then="向导出的机关取得公布的根证书，用 --root 指定。",
)
KEYS = Obstacle(
    "restore:keys",
    "没有打开个人信息的密钥，或者检索密钥不同。",
    then="从密钥备份取回 ZHIFA_FIELD_KEYS 和 ZHIFA_LOOKUP_KEY，再恢复。",
)
OPEN = Obstacle("restore:open", "案卷导出时还没有归档。", then="在原系统办结、归档以后重新导出。")
PRESENT = Obstacle(
    "restore:present", "本系统已经有这个案卷。", over="不会覆盖；用 zhifa dossier compare 比对。"
)
TAKEN = Obstacle(
    "restore:taken",
    "案卷里的编号在本系统属于别的数据。",
    then="恢复到另一个空的系统里。",
)
NEEDS = Obstacle("restore:needs", "本系统没有这个案卷所接续的案件。", then="先恢复那个案件的案卷。")
NEWER = Obstacle(
    "restore:newer",
    "导出包里有本版本不认识的数据。",
    then="升级到导出时的或者更新的版本再恢复。",
)
DIFFERS = Obstacle(
    "restore:differs",
    "恢复后重新导出与原包不同，已经撤回。",
    then="把原包和本提示交开发人员。",
)
GONE = Obstacle("restore:gone", "本系统没有这个案卷。", then="先恢复，再比对。")
EMPTY = "恢复案卷前已由原系统取用"
