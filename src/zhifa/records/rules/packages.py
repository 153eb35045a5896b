"""Packages for the archive office that a page makes: what may stand in their way. Pure."""

from zhifa.kernel.refusals import Obstacle

MOST = 30  # dossiers that a page packs at once; the command packs a whole year
GONE = Obstacle(
    "package:gone",
    "这一包的文件不在本系统里。",
    then="在服务器上做的包由系统管理员保存；已经删除的，等档案馆退回以后重新做包。",
)
