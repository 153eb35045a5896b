from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from django.db import models

from zhifa.enforcement.models.cases import Act, Case
from zhifa.enforcement.rules.binding import WORDS
from zhifa.enforcement.rules.facts import sum_or_none
from zhifa.kernel import ids
from zhifa.records.models import Document


class Holds(NamedTuple):
    """Kinds, and in 元: fine, gains confiscated, worth of goods confiscated (None: no goods)."""

    kinds: Sequence[str]
    fine: Decimal
    confiscation: Decimal
    goods_worth: Decimal | None

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "Holds":
        """What an act says of a decision."""
        worth = sum_or_none(told.get("goods_worth"))
        return cls(told["kinds"], Decimal(told["fine"]), Decimal(told["confiscation"]), worth)


class Clearance(models.Model):
    """A gate opened by another room 准予: legal review passed, for this content and no other."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="clearances", verbose_name="案件")
    kind = models.CharField("种类", max_length=40)
    act = models.ForeignKey(Act, models.PROTECT, verbose_name="步骤")
    content_digest = models.CharField("审核内容摘要", max_length=64)
    given_by = models.CharField("作出人", max_length=80)
    given_on = models.DateField("作出日期")
    given_seq = models.PositiveIntegerField("作出时步数")
    revoked_seq = models.PositiveIntegerField("失效时步数", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "准予"

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Decision(models.Model):
    """What was decided 处理决定. Money in 元. Never changed, save for what became of it.

    confiscation: gains, which are paid. goods_worth: of goods handed over, None without any.

    review_required, hearing_held, summary: what the database itself checks before it stores one.
    changed_to: what a review body or a court put in its place: kinds, sums, paper.
    """

    class Outcome(models.TextChoices):
        PENALTY = "penalty", "行政处罚"
        NO_PENALTY = "no_penalty", "不予行政处罚"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    case = models.OneToOneField(Case, models.PROTECT, verbose_name="案件")
    act = models.OneToOneField(Act, models.PROTECT, verbose_name="步骤")
    document = models.OneToOneField(Document, models.PROTECT, verbose_name="决定书")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices)
    ground = models.CharField("不予处罚情形", max_length=30, blank=True)
    kinds = models.JSONField("处罚种类", default=list)
    fine = models.DecimalField("罚款", max_digits=18, decimal_places=2)
    confiscation = models.DecimalField("没收违法所得", max_digits=18, decimal_places=2)
    goods_worth = models.DecimalField("没收物品货值", max_digits=18, decimal_places=2, null=True)
    tier = models.CharField("裁量档次", max_length=20, blank=True)
    surcharge = models.BooleanField("逾期加处罚款", default=False)
    summary = models.BooleanField("当场决定", default=False)
    review_required = models.BooleanField("属于法制审核范围")
    review_rules = models.JSONField("审核情形", default=list)
    hearing_seq = models.PositiveIntegerField("听证结束时步数", default=0)
    notice_document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="告知书"
    )
    number = models.CharField("文号", max_length=60, unique=True)
    decided_on = models.DateField("决定日期")
    decided_by = models.CharField("决定人", max_length=80)
    annulled_on = models.DateField("撤销生效日期", null=True)
    annulment = models.CharField("撤销情形", max_length=20, blank=True)
    changed_on = models.DateField("变更生效日期", null=True)
    changed_to = models.JSONField("变更后的内容", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "处理决定"

    def __str__(self) -> str:
        return self.number

    @property
    def undoing(self) -> str:
        """What became of it: 被撤销, 被确认违法 and the like; empty while it stands untouched."""
        return WORDS.get(self.annulment, "")

    @property
    def made(self) -> "Holds":
        """Kinds and sums as they were decided."""
        return Holds(self.kinds, self.fine, self.confiscation, self.goods_worth)

    @property
    def holds(self) -> "Holds":
        """Kinds and sums that bind now: as decided, or as changed since."""
        told = self.changed_to
        return Holds.of(told) if told else self.made

    @property
    def fine_now(self) -> Decimal:
        """The fine that binds now."""
        return self.holds.fine
