"""`zhifa laws`: import, count, show and search the law library."""

import json
import re
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.timezone import localdate, now

from zhifa.kernel.access import SYSTEM
from zhifa.kernel.refusals import Refused
from zhifa.registry import actions, reads
from zhifa.registry.models import Article, Law, LawVersion
from zhifa.registry.rules.citations import Citation, parse
from zhifa.registry.rules.law_names import in_full
from zhifa.registry.rules.law_typed import meant
from zhifa.registry.rules.numerals import to_int

SHOWN = 5  # anomalies printed one by one


def _law(title: str) -> Law:
    found = reads.law(title=in_full(title), viewer=SYSTEM)
    if found is None:
        raise CommandError(f"法律库里没有《{title}》。请核对名称，或者用 zhifa laws import 导入。")
    return found


def _version(law: Law, on: date | None) -> LawVersion:
    """The version of a day; where no day is asked for, today's or else the newest."""
    found = reads.version_on(law=law, on=on or localdate(now()), viewer=SYSTEM)
    if found is None and on is None:
        found = reads.versions(law=law, viewer=SYSTEM).first()
    if found is None:
        near = reads.nearest(reads.versions(law=law, viewer=SYSTEM), on or localdate(now()))
        if near is None or on is None:
            raise CommandError(f"《{law}》的各版都没有施行日期。")
        note = reads.day_note(law=law, version=near, on=on, viewer=SYSTEM)
        raise CommandError(f"《{law}》：{note.replace('下面是', '库里有')}")
    return found


def _place(text: str) -> tuple[int, int]:
    """124, 一百二十四, 17-1, 第十七条之一 → number and 之."""
    plain = re.sub("条?之|[.]", "-", text.removeprefix("第")).replace("条", "")
    number, _, sub = plain.partition("-")
    try:
        return to_int(number), to_int(sub or "0")
    except ValueError:
        raise ArgumentTypeError(f"看不出是第几条：{text}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"日期写成 2026-03-01 的样子：{text}") from None


def _about(version: LawVersion) -> dict[str, Any]:
    days = {
        "promulgated": version.adopted_on,
        "in_force_from": version.in_force_from,
        "in_force_until": version.in_force_until,
    }
    return {
        "law": version.law.title,
        "level": version.level,
        "number": version.number,
        "day_taken": bool(version.day_taken),
        "status": version.status,
        **{name: day and day.isoformat() for name, day in days.items()},
        "article_count": version.count(),
    }


def _article(article: Article) -> dict[str, Any]:
    return {
        "article": article.number,
        "sub": article.sub,
        "path": article.path,
        "text": article.text,
        "paragraphs": article.paragraphs,
    }


def _one(version: LawVersion, place: tuple[int, int]) -> dict[str, Any]:
    """One article: the imported text, else the 要点 under its own name."""
    cited = Citation(version.law.short_title, *place)
    found = reads.provision(citation=cited, version=version, viewer=SYSTEM)
    article = reads.article_on(version=version, number=place[0], sub=place[1], viewer=SYSTEM)
    if article is not None:
        return _article(article) | {"official": True}
    named = {"article": place[0], "sub": place[1], "text": None, "paragraphs": None}
    return named | {"official": False, "digest": found.text or None, "note": found.note}


def _whole(version: LawVersion) -> dict[str, Any]:
    """All articles; without texts none, and how to load them."""
    found = [_article(a) for a in reads.articles(version=version, viewer=SYSTEM)]
    note = {} if found else {"note": reads.NO_TEXT}
    return {"official": version.has_text, "articles": found} | note


def _takes_repeals(verbs: Any) -> None:
    """The part of the command that ends a law."""
    end = verbs.add_parser("repeal", help="登记一部法从哪天起废止，列出受影响的事项和案件")
    end.add_argument("title", help="全称或者简称")
    end.add_argument("--from", dest="since", type=_day, required=True, help="从哪天起废止")
    end.add_argument("--reason", required=True, help="依据哪个决定")
    end.add_argument("--late-reason", default="", help="从今天以前起废止，写明为什么补录")


class Command(BaseCommand):
    """The law library at the command line."""

    help = "法律库：导入、计数、查看、检索。"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, parser_class=CommandParser)
        load = verbs.add_parser("import", help="导入法律文本（文件夹、.jsonl.gz、.docx、.md）")
        load.add_argument("path", type=Path)
        load.add_argument("--json", action="store_true", help="输出一行 JSON")
        load.add_argument("--from", dest="since", type=_day, help="这一版从哪天起施行")
        load.add_argument("--level", default="", help="位阶，例如 地方性法规")
        load.add_argument("--body", default="", help="制定机关")
        load.add_argument("--number", default="", help="文号")
        load.add_argument("--correct", default="", help="更正导入有误的正文：写明原因，原文留存")
        load.add_argument("--late-reason", default="", help="在用的法早已变动的，写明为什么补录")
        _takes_repeals(verbs)
        verbs.add_parser("index", help="装入随软件附带的法律目录和要点")
        count = verbs.add_parser("count", help="一部法有几条")
        count.add_argument("title", help="全称或者简称")
        show = verbs.add_parser("show", help="查看一部法或者其中一条")
        show.add_argument("title", help="全称、简称，或者一条：食安法124条")
        show.add_argument("--article", type=_place, help="条号：124、17-1、第十七条之一")
        search = verbs.add_parser("search", help="检索条文：标准输入每行一个 JSON")
        search.add_argument("--jsonl", action="store_true", help="逐行读入和输出 JSON")
        search.add_argument("--limit", type=int, default=10, help="每问最多几条，默认 10")
        search.add_argument("query", nargs="?", help="不用 --jsonl 时的问题")
        for verb in (count, show, search):
            verb.add_argument("--on", type=_day, help="哪一天施行的版本，默认今天")
        for verb in (count, show):
            verb.add_argument("--json", action="store_true", help="输出一行 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        verbs: Mapping[str, Callable[[dict[str, Any]], None]] = {
            "import": self._import,
            "index": self._index,
            "repeal": self._repeal,
            "count": self._count,
            "show": self._show,
            "search": self._search,
        }
        try:
            verbs[options["verb"]](options)
        except Refused as refused:
            raise CommandError(str(refused)) from refused

    def _say(self, value: Mapping[str, Any]) -> None:
        self.stdout.write(json.dumps(value, ensure_ascii=False))

    def _import(self, options: dict[str, Any]) -> None:
        told = actions.Told(
            level=options["level"],
            body=options["body"],
            number=options["number"],
            in_force_from=options["since"],
            late=options["late_reason"],
        )
        common = {"path": options["path"], "by": SYSTEM, "at": now(), "told": told}
        if options["correct"]:
            done = actions.correct_law(reason=options["correct"], **common)
        else:
            done = actions.import_laws(**common)
        kinds = Counter(kind for _, kind in done.anomalies)
        if options["json"]:
            counts = {n: getattr(done, n) for n in ("files", "laws", "versions", "articles")}
            more = {"unchanged": done.unchanged, "anomalies": dict(kinds)}
            self._say({**counts, **more, "amendments": done.amendments})
            return
        self.stdout.write(
            f"读入 {done.files} 篇、{done.laws} 部；新收 {done.versions} 篇、{done.articles} 条，"
            f"{done.unchanged} 篇没有变化。"
        )
        for kind, times in kinds.most_common():
            titles = [title for title, odd in done.anomalies if odd == kind]
            shown = "、".join(f"《{title}》" for title in titles[:SHOWN])
            self.stdout.write(f"  {kind}：{times} 篇。{shown}{'等' if times > SHOWN else ''}")

        for pk in done.amendments:
            self._amended(pk)

    def _amended(self, pk: int) -> None:
        """One law change and what depends on it so far; cases follow from the worker."""
        change = reads.amendment(pk=pk, viewer=SYSTEM)
        if change is None:
            return
        counts = reads.task_counts(amendment=change, viewer=SYSTEM)
        listed = sum(int(str(row["asked"])) for row in counts)
        told = {"repeal": "起废止", "correction": f"更正正文 {len(change.changes)} 条"}
        what = told.get(change.way, f"起变动 {len(change.changes)} 条")
        self.stdout.write(
            f"《{change.law}》{change.from_on} {what}，已列出 {listed} 项待核对，"
            f"在办案件随后列出：/library/laws/changes/{pk}/"
        )

    def _repeal(self, options: dict[str, Any]) -> None:
        version = _version(_law(options["title"]), None)
        told = {"from_on": options["since"], "reason": options["reason"]}
        told["late_reason"] = options["late_reason"]
        change = actions.repeal_law(version_id=version.pk, **told, by=SYSTEM, at=now())
        self._amended(change.pk)

    def _index(self, _options: dict[str, Any]) -> None:
        changed = actions.load_index(by=SYSTEM, at=now())
        self.stdout.write(f"法律目录已装入，更新 {changed} 项。")
        for words in reads.index_moved():
            self.stdout.write(f"  施行日期没有改动，请核对：{words}")

    def _count(self, options: dict[str, Any]) -> None:
        version = _version(_law(options["title"]), options["on"])
        if options["json"]:
            self._say(_about(version))
        else:
            self.stdout.write(str(version.count()))

    def _show(self, options: dict[str, Any]) -> None:
        title, place = _asked(options["title"], options["article"])
        version = _version(_law(title), options["on"])
        found = _about(version) | (_one(version, place) if place else _whole(version))
        if options["json"]:
            self._say(found)
        else:
            self._print(found)

    def _print(self, found: Mapping[str, Any]) -> None:
        until = found["in_force_until"]
        self.stdout.write(
            f"《{found['law']}》 {found['in_force_from']} 起施行"
            + (f"，至 {until}" if until else "")
            + f"，{found['article_count']} 条（{found['status']}）"
        )
        for article in found.get("articles") or [found]:
            self.stdout.write(_in_words(article))

    def _search(self, options: dict[str, Any]) -> None:
        lines = sys.stdin if options["jsonl"] else [json.dumps({"query": options["query"] or ""})]
        day = options["on"] or localdate(now())
        for line in filter(str.strip, lines):
            try:
                asked = json.loads(line)
                text, qid = str(asked["query"]), asked.get("qid")
            except (ValueError, KeyError, TypeError, AttributeError):
                raise CommandError('每行写成 {"qid": "1", "query": "问题"}：' + line[:60]) from None
            hits = reads.search_articles(text=text, on=day, limit=options["limit"], viewer=SYSTEM)
            self._say({"qid": qid, "hits": [_hit(h) for h in hits]})


def _asked(said: str, place: tuple[int, int] | None) -> tuple[str, tuple[int, int] | None]:
    """The law and the article that are meant; both may stand in one citation: 食安法124条."""
    cited = parse(meant(said)) if place is None else []
    if len(cited) == 1 and cited[0].law and cited[0].article:
        return cited[0].law, (cited[0].article, cited[0].sub)
    return said, place


def _in_words(article: Mapping[str, Any]) -> str:
    if article.get("text"):
        place = str(Citation("", article["article"], article["sub"])).removeprefix("《》")
        return f"{place}\u3000{article['text']}"
    said = f"要点（不是原文）：{article['digest']}\n" if article.get("digest") else ""
    return f"{said}{article.get('note', reads.NO_TEXT)}"


def _hit(hit: reads.Hit) -> dict[str, Any]:
    article = hit.article
    return {
        "law": article.version.law.title,
        "article": article.number,
        "sub": article.sub,
        "score": round(hit.score, 4),
    }
