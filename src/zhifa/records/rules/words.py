"""How papers write things. Pure."""

from datetime import date

from zhifa.records.rules.templates import Template, library, required


def chinese_date(day: date) -> str:
    """2026年3月2日."""
    return f"{day.year}年{day.month}月{day.day}日"


def yes(*, flag: bool) -> str:
    """是 or 否."""
    return "是" if flag else "否"


def guide() -> str:
    """docs/templates.md: every template with where it is filed and what it must be given."""
    known = sorted(library().templates.values(), key=lambda t: t.code)
    return "\n".join([_HEAD, *(_entry(t) for t in known)])


_HEAD = """# 文书模板

由 `zhifa templates` 写成，测试核对是否最新。模板在 `src/zhifa/records/data/templates/`，
事实由办案步骤汇集；缺少必有事实时不能制作，逐项说明缺什么、依据哪一条。
"""


def _entry(template: Template) -> str:
    volume = "正卷" if template.volume == "main" else "副卷"
    kind = "对外" if template.outgoing else "内部"
    facts = "、".join(f"{label} `{path}`" for path, label in required(template).items())
    return (
        f"## {template.code} {template.title}\n\n"
        f"{kind}，{volume}；依据：{template.source}。\n\n必有事实：{facts}。\n"
    )
