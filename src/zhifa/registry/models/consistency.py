from django.db import models
from django.db.models import F, Q


class Finding(models.Model):
    """Something wrong in the libraries 基础库问题, from when it was found until it was mended.

    subject: what it is about, e.g. "matter:SC0101"; one open finding for each rule and subject.
    """

    class Rule(models.TextChoices):
        DANGLING = "dangling", "引用的条款不存在"
        EXPIRED = "expired", "依据已经失效"
        TIER_GAP = "tier_gap", "裁量档次有空档"
        TIER_OVERLAP = "tier_overlap", "裁量档次有重叠"
        NO_EVIDENCE = "no_evidence", "没有证据清单"
        UNKNOWN_POWER = "unknown_power", "清单上的事项不在施行"
        TWO_CARDS = "two_cards", "一人两证同时有效"
        TWO_TEXTS = "two_texts", "一部法同一天有两篇正文"

    rule = models.CharField("规则", max_length=20, choices=Rule.choices)
    subject = models.CharField("对象", max_length=120)
    words = models.CharField("内容", max_length=300)
    raised_at = models.DateTimeField("发现时间")
    mended_at = models.DateTimeField("消除时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "基础库问题"
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "subject"], name="finding_open_once", condition=Q(mended_at=None)
            ),
            models.CheckConstraint(
                name="finding_mended_after",
                condition=Q(mended_at=None) | Q(mended_at__gte=F("raised_at")),
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="finding_open", condition=Q(mended_at=None)),
            models.Index(
                fields=["rule", "id"], name="finding_of_rule", condition=Q(mended_at=None)
            ),
            models.Index(fields=["mended_at", "id"], name="finding_mended"),
        ]

    def __str__(self) -> str:
        return self.words

    @property
    def matter_code(self) -> str:
        """The matter it is about; empty when it is about something else."""
        kind, _, code = self.subject.partition(":")
        return code if kind == "matter" else ""

    @property
    def texts(self) -> tuple[int, int, int] | None:
        """The law and the two versions it is about, the one that is read last; else None."""
        kind, *keys = self.subject.split(":")
        if kind != "law":
            return None
        law, other, read = map(int, keys)
        return law, other, read
