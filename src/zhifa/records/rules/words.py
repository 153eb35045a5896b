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

- **核对**：`zhifa templates check`（`make check` 的一步）核对引用的条文是否存在、
  法定必备事项是否齐全、救济途径的机关和期限是否正确、当场处罚是否写明复议前置、
  每个事实有没有来源、有没有多余或者没写的句子。
- **看**：“基础库、文书模板”列出全部模板；每种文书有内容、条文、事实来源和版式预览。
- **本地版本**：省、市、区县和本机关可以在上级版本的基础上另立版本；必备事项不能删除，
  共用的法定句子不能改写，差异逐行显示。上级版本改动后，照旧版制定的下级版本列入“待复核”。
  已经立案的案件和已经做成的文书不变。
- **四种格式**：PDF（有签章，效力以它为准）、DOCX、HTML、OFD，文字相同，测试逐种文书核对。
  OFD 由本系统按 GB/T 33190-2016 写成，只有文字和线条，字体按名称引用、不嵌入，不含签章；
  只用自写的小读取程序核对过，没有在机关使用的阅读器上核对。
"""


def _entry(template: Template) -> str:
    volume = "正卷" if template.volume == "main" else "副卷"
    kind = "对外" if template.outgoing else "内部"
    facts = "、".join(f"{label} `{path}`" for path, label in required(template).items())
    return (
        f"## {template.code} {template.title}\n\n"
        f"{kind}，{volume}；依据：{template.source}。\n\n必有事实：{facts}。\n"
    )
