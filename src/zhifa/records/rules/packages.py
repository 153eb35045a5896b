"""Packages for the archive office that a page makes: what may stand in their way. Pure."""

from zhifa.kernel.refusals import Obstacle

MOST = 30  # dossiers of one package; the command packs a whole year
TRIES = 5  # vain ones, over a quarter of an hour; then a person is asked
GONE = Obstacle(
    "package:gone",
    "这一包的文件不在本系统里。",
    then="在服务器上做的包由系统管理员保存；已经删除的，等档案馆退回以后重新做包。",
)
IN_HAND = Obstacle(
    "package:in_hand",
    "本机关有一包正在做，还没有做完。",
    then="在“案卷移交”打开那一包，等它做完，或者放弃以后再做。",
)
NOT_STOPPED = Obstacle(
    "package:not_stopped", "这一包没有停下：正在做，或者已经办结。", then="刷新页面看最新情况。"
)
