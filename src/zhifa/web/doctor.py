"""What `zhifa doctor` looks at: settings, system parts, database, deliveries, chains."""

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import typst
from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from zhifa.kernel import grants, triggers, verify, worker
from zhifa.kernel import reads as machinery
from zhifa.kernel.access import SYSTEM
from zhifa.records import reads as records
from zhifa.web import sprite

GOOD, HINT, BAD = "good", "hint", "bad"
LATE = timedelta(minutes=5)
KEY_BYTES = 32
SHORTEST_SECRET = 50
SPOT = 20
CHINESE = ("CJK SC", "Serif SC", "Sans SC", "Source Han")
TOOLS = {
    "chromium": ("chromium", "google-chrome", "chromium-browser"),
    "ffmpeg": ("ffmpeg",),
    "poppler": ("pdftotext",),
}
USES = {
    "chromium": "只影响浏览器测试",
    "ffmpeg": "音像记录不能转码和取时长",
    "poppler": "不能抽取上传 PDF 的文字",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One line: whether it is well, and if not, what to do."""

    level: str
    text: str


def in_use() -> bool:
    """Whether this is neither the demo nor a developer's copy."""
    return not settings.DEMO and not settings.DEBUG


def _unless(sound: bool, good: str, otherwise: str) -> Finding:  # noqa: FBT001 - reads as a sentence
    """A flaw weighs in real use; in the demo it is a hint."""
    return Finding(GOOD, good) if sound else Finding(BAD if in_use() else HINT, otherwise)


def secrets() -> Iterator[Finding]:
    """Keys that must not be the ones everybody knows."""
    secret = settings.SECRET_KEY
    own = len(secret) >= SHORTEST_SECRET and "never-in-production" not in secret
    yield _unless(
        own, "会话密钥已设置", "会话密钥还是默认值：请设置 ZHIFA_SECRET_KEY，至少 50 个字符"
    )
    keys = settings.FIELD_KEYS
    own = bool(os.environ.get("ZHIFA_FIELD_KEYS")) and all(
        len(k) == KEY_BYTES for k in keys.values()
    )
    yield _unless(
        own,
        f"个人信息加密密钥 {len(keys)} 把，当前为 {next(iter(keys))}",
        "个人信息加密密钥未设置：请设置 ZHIFA_FIELD_KEYS（编号:32 字节的 base64）",
    )
    own = secret.encode() != settings.LOOKUP_KEY
    yield _unless(
        own, "检索密钥已设置", "检索密钥未单独设置：请设置 ZHIFA_LOOKUP_KEY，以后不能更换"
    )


def doors() -> Iterator[Finding]:
    """How browsers reach the site."""
    if settings.DEBUG:
        yield Finding(HINT, "调试模式已打开：正式使用请取消 ZHIFA_DEBUG")
    yield _unless(settings.SECURE, "只接受 HTTPS", "未启用 HTTPS：请配置证书后设置 ZHIFA_HTTPS=1")
    open_to_all = "*" in settings.ALLOWED_HOSTS
    told = f"允许的主机名：{'、'.join(settings.ALLOWED_HOSTS)}"
    yield _unless(not open_to_all, told, "允许任何主机名：请把 ZHIFA_HOSTS 改为实际域名")


def parts() -> Iterator[Finding]:
    """Fonts, tools and folders."""
    families = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=list(records.font_folders()),
    ).families()
    chinese = sum(any(word in family for word in CHINESE) for family in families)
    yield (
        Finding(GOOD, f"中文字体 {chinese} 种")
        if chinese
        else Finding(BAD, "没有中文字体，不能生成文书：请运行 make setup，或者设置 ZHIFA_FONTS")
    )
    for name, programs in TOOLS.items():
        found = any(map(shutil.which, programs))
        yield (
            Finding(GOOD, f"{name} 可用") if found else Finding(HINT, f"没有 {name}：{USES[name]}")
        )
    icons = settings.VAR / sprite.PLACE
    yield (
        Finding(GOOD, "页面图标已画好")
        if icons.is_file()
        else Finding(BAD, f"没有页面图标 {icons}：请运行 zhifa icons，再重新启动网站")
    )
    folder = Path(settings.FILES)
    nearest = next(p for p in (folder, *folder.parents) if p.exists())
    sound = os.access(nearest, os.W_OK)
    told = f"文件存放在 {folder}"
    yield Finding(GOOD, told) if sound else Finding(BAD, f"{told}，但不可写：请修改目录权限")


def room() -> Iterator[Finding]:
    """How full the place of files is; asks the database."""
    found = records.storage()
    told = f"文件空间已用 {found.percent}%"
    yield (
        Finding(BAD, f"{told}：满了以后不再收新的音像文件，请扩容")
        if found.nearly_full
        else Finding(GOOD, told)
    )


def database() -> Iterator[Finding]:
    """Whether the database answers, is up to date and guarded."""
    try:
        connection.ensure_connection()
    except DatabaseError as fault:
        yield Finding(BAD, f"连不上数据库：{fault}。请检查 ZHIFA_DATABASE_URL")
        return
    version = ".".join(map(str, connection.get_database_version()))
    yield Finding(GOOD, f"数据库 {connection.display_name} {version}")
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        yield Finding(BAD, f"数据库结构落后 {len(plan)} 步：请运行 zhifa migrate")
        return
    yield Finding(GOOD, "数据库结构为最新")
    fallen = triggers.missing(connection)
    yield (
        Finding(BAD, f"缺少防改触发器：{'、'.join(fallen)}。请查明原因后重建")
        if fallen
        else Finding(GOOD, f"防改触发器 {len(triggers.guards())} 个，全部有效")
    )
    if connection.vendor == "postgresql":
        role = grants.own_role()
        weak = grants.obstacle(role) in {"superuser", "owner"}
        yield _unless(
            not weak,
            "应用所用的数据库角色不拥有数据表",
            f"应用所用的数据库角色 {role} 能停用触发器：请另建角色并运行 zhifa grants",
        )


def work(now: datetime) -> Iterator[Finding]:
    """Deliveries and watches."""
    state = machinery.deliveries(viewer=SYSTEM)
    if state is None:
        return
    if state.dead:
        yield Finding(BAD, f"停投 {len(state.dead)} 条：请到“系统”页查看原因并重新投递")
    waiting = worker.waiting_since()
    late = waiting is not None and now - waiting > LATE
    if late and not state.dead:
        yield Finding(BAD, "有事项等待投递超过 5 分钟：请确认 zhifa work 正在运行")
    elif not state.dead:
        yield Finding(GOOD, f"投递正常，等待 {state.open} 条")
    fallen = [run.name for run in state.watches if run.error]
    if fallen:
        yield Finding(BAD, f"巡查未完成：{'、'.join(fallen)}")


def chains() -> Iterator[Finding]:
    """The chains that grew last, and the rows they sealed."""
    subjects = machinery.latest_subjects(SPOT, viewer=SYSTEM)
    found = list(verify.verify(subjects=subjects)) if subjects else []
    if found:
        yield from (Finding(BAD, fault.line().rstrip("。")) for fault in found)
    else:
        yield Finding(GOOD, f"抽查最近 {len(subjects)} 条流水，均无误；全部核验请运行 zhifa verify")


def look(now: datetime) -> Iterator[Finding]:
    """Everything; what needs the database is left out when it is not ready."""
    ready = True
    looks: list[Callable[[], Iterator[Finding]]] = [secrets, doors, parts, database]
    for one in looks:
        for finding in one():
            ready = ready and (one is not database or finding.level != BAD)
            yield finding
    if ready:
        yield from room()
        yield from work(now)
        yield from chains()
