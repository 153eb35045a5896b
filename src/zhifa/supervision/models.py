from django.db import models

from zhifa.agencies.models import Agency
from zhifa.enforcement.models import Case, Decision


class Alert(models.Model):
    """A warning about a case 预警, followed to its end. One for each case, rule and term."""

    class Severity(models.TextChoices):
        YELLOW = "yellow", "提醒"
        ORANGE = "orange", "要求说明"
        RED = "red", "监督处理"

    case = models.ForeignKey(Case, models.PROTECT, related_name="alerts", verbose_name="案件")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关")
    rule = models.CharField("规则", max_length=30)
    about = models.CharField("对象", max_length=60)
    severity = models.CharField("程度", max_length=6, choices=Severity.choices)
    words = models.TextField("内容")
    raised_at = models.DateTimeField("发出时间")
    answer = models.TextField("答复", blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    closed_by = models.CharField("销号人", max_length=80, blank=True)
    closed_at = models.DateTimeField("销号时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "预警"
        constraints = [
            models.UniqueConstraint(fields=["case", "rule", "about"], name="alert_once"),
        ]
        indexes = [
            models.Index(
                fields=["agency", "-raised_at"],
                name="alert_open",
                condition=models.Q(closed_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.words


class MajorFiling(models.Model):
    """A major penalty and its report to the government 重大行政处罚备案, followed to its end.

    due_on: fifteen days after the decision. rounds: how often it was sent. opinion, answered_*:
    what the justice bureau said to the latest round.
    """

    class State(models.TextChoices):
        DUE = "due", "待报送"
        SENT = "sent", "待收"
        RETURNED = "returned", "已退回"
        RECEIVED = "received", "已收"
        LAPSED = "lapsed", "不再报送"

    decision = models.OneToOneField(Decision, models.PROTECT, verbose_name="决定")
    case = models.ForeignKey(Case, models.PROTECT, related_name="filings", verbose_name="案件")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关")
    state = models.CharField("状态", max_length=8, choices=State.choices)
    due_on = models.DateField("报送期限")
    sent_on = models.DateField("报送日期", null=True)
    rounds = models.PositiveSmallIntegerField("报送次数", default=0)
    opinion = models.TextField("意见", blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "重大处罚备案"
        indexes = [models.Index(fields=["state", "due_on", "id"], name="filing_queue")]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.state}"
