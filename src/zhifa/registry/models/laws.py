from datetime import date

from django.db import models
from django.db.models import Q

from zhifa.registry.rules.provisions import Shape, count_in


class Law(models.Model):
    """A statute, regulation or rule 法律法规规章, whatever its version.

    short_title: as `citations.short` writes it. level, issuing_body: of its newest version; what
    was so on a day its version of that day says. since: the earliest day of promulgation or force
    that a source names; the versions held may begin later.
    domains: fields of enforcement it belongs to, each between bars: "|市场监管|应急管理|".
    """

    title = models.CharField("全称", max_length=200, unique=True)
    short_title = models.CharField("简称", max_length=200, db_index=True)
    level = models.CharField("位阶", max_length=20, blank=True)
    issuing_body = models.CharField("制定机关", max_length=200, blank=True)
    since = models.DateField("最早施行日期", null=True, blank=True)
    domains = models.CharField("执法领域", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法律法规"

    def __str__(self) -> str:
        return self.title


class LawVersion(models.Model):
    """One version of a law, in force from a day until the next one or its repeal.

    Both days count. numbering, outline: which provisions exist (`provisions.Shape`); an empty
    outline means that paragraphs are not known without the text. digest: SHA-256 of the source
    text once it has been imported. corrected: of a text imported wrongly and put right since, why;
    it is kept to be read and is never in force. entered_on: when the library took it in, None for
    those of old; late_reason: why that was after its first day, of a law held already.
    day_taken: whether in_force_from is only the day of promulgation, as no source tells another;
    None where it was not asked.
    """

    law = models.ForeignKey(Law, models.PROTECT, related_name="versions", verbose_name="法律")
    level = models.CharField("位阶", max_length=20, blank=True)
    issuing_body = models.CharField("制定机关", max_length=200, blank=True)
    number = models.CharField("文号", max_length=200, blank=True)
    adopted_on = models.DateField("公布日期", null=True, blank=True)
    in_force_from = models.DateField("施行日期", null=True, blank=True)
    day_taken = models.BooleanField("施行日期取自公布日期", null=True)
    in_force_until = models.DateField("最后施行日", null=True, blank=True)
    repealed_on = models.DateField("因废止而最后施行之日", null=True, blank=True)
    status = models.CharField("时效性", max_length=20, blank=True)
    article_count = models.PositiveIntegerField("条数")
    numbering = models.TextField("条号", blank=True)
    outline = models.TextField("款项数", blank=True)
    has_text = models.BooleanField("已导入正文", default=False)
    source_key = models.CharField("来源编号", max_length=80, unique=True)
    digest = models.CharField("正文摘要值", max_length=64, blank=True)
    corrected = models.CharField("更正原因", max_length=300, blank=True)
    entered_on = models.DateField("录入日期", null=True)
    late_reason = models.CharField("补录原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法律版本"
        indexes = [models.Index(fields=["law", "in_force_from"], name="law_version_by_day")]
        constraints = [
            models.CheckConstraint(
                name="law_text_has_digest", condition=Q(has_text=False) | ~Q(digest="")
            )
        ]

    def __str__(self) -> str:
        return f"{self.law}（{self.adopted_on or '公布日期不详'}）"

    @property
    def shape(self) -> Shape:
        """Which provisions exist."""
        return Shape(self.numbering, self.outline)

    def holds_on(self, day: date) -> bool:
        """Whether this version is in force on a day, as far as the library knows."""
        begun = self.in_force_from is not None and self.in_force_from <= day
        return begun and (self.in_force_until is None or day <= self.in_force_until)

    def count(self) -> int:
        """Number of articles, 第X条之Y not counted apart."""
        return count_in(self.numbering)


class Article(models.Model):
    """One article of a version, with its paragraphs and items as imported.

    paragraphs: lists of a paragraph's words and then its items, each a list of the item's words
    and then its subitems.
    """

    version = models.ForeignKey(
        LawVersion, models.PROTECT, related_name="articles", verbose_name="版本"
    )
    number = models.PositiveIntegerField("条")
    sub = models.PositiveIntegerField("之", default=0)
    path = models.CharField("章节", max_length=300, blank=True)
    text = models.TextField("条文")
    paragraphs = models.JSONField("款项")

    class Meta:
        verbose_name = verbose_name_plural = "条文"
        constraints = [
            models.UniqueConstraint(fields=["version", "number", "sub"], name="article_once"),
        ]

    def __str__(self) -> str:
        return f"{self.version} {self.number}"


class LawLink(models.Model):
    """What one law says about another, by its own words: that it ends 同时废止.

    cited: the provision that says so. on: the day from which it holds, when known.
    """

    class Kind(models.TextChoices):
        REPEALS = "repeals", "废止"

    law = models.ForeignKey(Law, models.PROTECT, related_name="links", verbose_name="法律")
    other = models.ForeignKey(Law, models.PROTECT, related_name="linked", verbose_name="所及法律")
    kind = models.CharField("关系", max_length=10, choices=Kind.choices)
    cited = models.CharField("出处", max_length=250)
    on = models.DateField("起算日期", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "法律关系"
        constraints = [
            models.UniqueConstraint(fields=["law", "other", "kind"], name="law_link_once"),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.get_kind_display()} {self.other}"


class Digest(models.Model):
    """要点: what an article says, in the house's own words; never the official text.

    adopted_on: of the version it was written from; other versions may say something else.
    """

    law = models.ForeignKey(Law, models.PROTECT, related_name="digests", verbose_name="法律")
    number = models.PositiveIntegerField("条")
    sub = models.PositiveIntegerField("之", default=0)
    text = models.TextField("要点")
    adopted_on = models.DateField("所依据版本的公布日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "条文要点"
        constraints = [
            models.UniqueConstraint(fields=["law", "number", "sub"], name="digest_once"),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.number}"
