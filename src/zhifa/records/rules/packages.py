"""Packages for the archive office that a page makes: what may stand in their way. Pure."""

from zhifa.kernel.refusals import Obstacle

MOST = 30  # dossiers that a page packs at once; the command packs a whole year
GONE = Obstacle(
    "package:gone",
    "这一包的文件不在本系统里。",
    then="在服务器上做的包由系统管理员保存；已经删除的，等档案馆退回以后重新做包。",
)
NOT_MADE = Obstacle(
    "package:failed",
    "移交包没有做成，没有登记移交。",
    then="核对案卷的文件和签名服务后再做；仍不行的交系统管理员。",
)
