from django.db import models

from zhifa.disclosure.layout import Part, laid_out
from zhifa.disclosure.masking import REASONS
from zhifa.enforcement.models import Decision
from zhifa.kernel.fields import EncryptedJSONField


class Publication(models.Model):
    """What the public may read of one decision 公示: its own words, masked, with its dates.

    fields: label and text in order, as published. effective_on: since when the decision counts as
    served; nothing is public before (ADR 0017). withdraw_target_on: one day (方案 二（一）4);
    withdraw_limit_on: three workdays (行政处罚法 四十八). slug: the public address. changed_on:
    since when the decision is another than the one made public; empty once that is made anew.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "待公示"
        WITHHELD = "withheld", "不予公示"
        PUBLISHED = "published", "已公示"
        LEAVING = "leaving", "待撤下"
        WITHDRAWN = "withdrawn", "已撤下"

    decision = models.OneToOneField(Decision, models.PROTECT, verbose_name="决定")
    agency = models.ForeignKey("agencies.Agency", models.PROTECT, verbose_name="机关")
    state = models.CharField("状态", max_length=10, choices=State.choices)
    slug = models.CharField("公开地址", max_length=26, unique=True)
    title = models.CharField("标题", max_length=200)
    fields = models.JSONField("公示内容")
    withheld_reason = models.CharField("不予公示原因", max_length=20, blank=True)
    due_on = models.DateField("公示期限")
    effective_on = models.DateField("决定送达生效日期", null=True)
    checked_by = models.CharField("保密审查人", max_length=80, blank=True)
    published_at = models.DateTimeField("公示时间", null=True)
    published_by = models.CharField("公示人", max_length=80, blank=True)
    annulled_on = models.DateField("撤销生效日期", null=True)
    changed_on = models.DateField("变更生效日期", null=True)
    withdraw_target_on = models.DateField("撤下目标日", null=True)
    withdraw_limit_on = models.DateField("撤下最迟日", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_by = models.CharField("撤下人", max_length=80, blank=True)
    withdraw_reason = models.CharField("撤下原因", max_length=300, blank=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "公示"
        indexes = [
            models.Index(fields=["agency", "state", "due_on"], name="publication_queue"),
            models.Index(fields=["state", "-published_at"], name="publication_public"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def lost(self) -> bool:
        """Whether what was made public does not hold any more, or not like that."""
        made = self.decision
        return bool(self.annulled_on or self.changed_on or made.annulled_on)

    @property
    def to_correct(self) -> bool:
        """Whether the words of a correction wait to be checked."""
        return any(row.published_at is None for row in self.corrections.all())


class Correction(models.Model):
    """A clerical correction of a decision 更正公示, told where the decision is (行政处罚法 五十九).

    error, correction: the words before and after, masked; public once they are checked.
    effective_on: since when the paper counts as served; nothing of it is public before.
    """

    publication = models.ForeignKey(
        Publication, models.PROTECT, related_name="corrections", verbose_name="公示"
    )
    number = models.CharField("更正书文号", max_length=60)
    issued_on = models.DateField("更正书日期")
    effective_on = models.DateField("送达生效日期")
    error = models.TextField("原文")
    correction = models.TextField("更正为")
    checked_by = models.CharField("保密审查人", max_length=80, blank=True)
    published_at = models.DateTimeField("公示时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "更正公示"
        constraints = [
            models.UniqueConstraint(fields=["publication", "number"], name="correction_told_once"),
        ]

    def __str__(self) -> str:
        return self.number


class PublicText(models.Model):
    """The words of a decision as the public reads them, and what was decided of each 公示文本.

    source_sha256: of the words before, which stand in the paper alone. spans: start and end in
    them, kind, rule and choice of every piece. hidden: further words that the publisher hid.
    whole: why nothing of the text is public, a reason of masking.choices.
    """

    publication = models.OneToOneField(
        Publication, models.PROTECT, related_name="told", verbose_name="公示"
    )
    source_sha256 = models.CharField("原文摘要", max_length=64)
    spans = models.JSONField("逐处处理", default=list)
    hidden = EncryptedJSONField("另行隐去的文字", default=list)
    text = models.TextField("公示文字", blank=True)
    whole = models.CharField("全文不公开的原因", max_length=20, blank=True)
    confirmed_by = models.CharField("确认人", max_length=80)
    confirmed_at = models.DateTimeField("确认时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "公示文本"

    def __str__(self) -> str:
        return str(self.publication)

    @property
    def parts(self) -> list[Part]:
        """The text as its page shows it."""
        return laid_out(self.text)

    @property
    def reason(self) -> str:
        """Why nothing of the text is public, in words."""
        return REASONS.get(self.whole, "")
