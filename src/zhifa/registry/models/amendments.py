from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency
from zhifa.registry.models.laws import Law, LawVersion


class Citing(models.Model):
    """That something of the house cites an article 引用. Written anew whenever its holder changes.

    ref: the key of the holder: the row of a matter, the code of a procedure or paper. cited: the
    provision in full. address: its page, empty where the room that cites knows it better.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", "执法事项"
        PROCEDURE = "procedure", "执法程序"
        TEMPLATE = "template", "文书模板"

    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    ref = models.CharField("键", max_length=60)
    title = models.CharField("名称", max_length=200)
    address = models.CharField("页面", max_length=120, blank=True)
    law = models.CharField("法律简称", max_length=200)
    number = models.PositiveIntegerField("条")
    sub = models.PositiveIntegerField("之", default=0)
    cited = models.CharField("引用", max_length=300)

    class Meta:
        verbose_name = verbose_name_plural = "条文引用"
        constraints = [
            models.UniqueConstraint(fields=["kind", "ref", "cited"], name="citing_once"),
        ]
        indexes = [models.Index(fields=["law", "number", "sub", "kind"], name="citing_by_article")]

    def __str__(self) -> str:
        return f"{self.title} {self.cited}"


class Amendment(models.Model):
    """That a law changed 法律修改: from which version to which, and which articles differ.

    after: None when the law is repealed. before: of a correction, the wrong text kept. changes: as
    `rules.law_compare.Change` writes them.
    compared: whether the words of both versions were there; else every article counts as changed.
    late_reason: why it was noted only after from_on, where somebody had to say so. reason: of a
    repeal, by which decision.
    """

    law = models.ForeignKey(Law, models.PROTECT, related_name="amendments", verbose_name="法律")
    before = models.ForeignKey(LawVersion, models.PROTECT, related_name="+", verbose_name="原版本")
    after = models.ForeignKey(
        LawVersion, models.PROTECT, null=True, related_name="+", verbose_name="新版本"
    )
    from_on = models.DateField("施行日期")
    noted_at = models.DateTimeField("发现时间")
    changes = models.JSONField("变动条文")
    compared = models.BooleanField("已逐条比对")
    late_reason = models.CharField("补录原因", max_length=200, blank=True)
    reason = models.CharField("废止依据", max_length=200, blank=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "法律修改"
        constraints = [
            models.UniqueConstraint(
                fields=["before", "after"], name="amendment_once", condition=~Q(after=None)
            ),
            models.UniqueConstraint(fields=["before"], name="repeal_once", condition=Q(after=None)),
        ]

    def __str__(self) -> str:
        return f"{self.law} {self.from_on}"

    @property
    def way(self) -> str:
        """repeal, correction of a text imported wrongly, or amendment."""
        if self.after_id is None:
            return "repeal"
        return "correction" if self.before.corrected else "amendment"


class AmendmentTask(models.Model):
    """What has to be looked at because a law changed 法律修改待办, and by which agency.

    agency: None: whoever keeps the law library. key: of the thing; address: its page. cited: what
    it cites that changed. advice: what to write instead, where that is plain. outcome: empty while
    it waits, and for those settled before outcomes were asked for.
    """

    class Kind(models.TextChoices):
        MATTER = "matter", "执法事项"
        DISCRETION = "discretion", "裁量基准"
        LISTING = "listing", "权责清单公示"
        PROCEDURE = "procedure", "执法程序"
        TEMPLATE = "template", "文书模板"
        CASE = "case", "在办案件"

    class Outcome(models.TextChoices):
        CHANGED = "changed", "已改"
        KEPT = "kept", "不用改"

    amendment = models.ForeignKey(
        Amendment, models.PROTECT, related_name="tasks", verbose_name="法律修改"
    )
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    key = models.CharField("键", max_length=60)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, verbose_name="责任机关")
    title = models.CharField("名称", max_length=300)
    address = models.CharField("页面", max_length=120, blank=True)
    cited = models.CharField("涉及条文", max_length=300)
    advice = models.CharField("建议", max_length=300, blank=True)
    due_on = models.DateField("期限")
    done_at = models.DateTimeField("办结时间", null=True)
    done_by = models.CharField("办结人", max_length=80, blank=True)
    outcome = models.CharField("处理结果", max_length=10, choices=Outcome.choices, blank=True)
    reason = models.CharField("处理情况", max_length=300, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "法律修改待办"
        constraints = [
            models.UniqueConstraint(
                fields=["amendment", "kind", "key", "agency"],
                name="amendment_task_once",
                condition=~Q(agency=None),
            ),
            models.UniqueConstraint(
                fields=["amendment", "kind", "key"],
                name="amendment_task_of_keepers_once",
                condition=Q(agency=None),
            ),
            models.CheckConstraint(
                name="amendment_task_done_by_someone",
                condition=Q(done_at=None, done_by="", reason="", outcome="")
                | (Q(done_at__isnull=False) & ~Q(done_by="") & ~Q(reason="")),
            ),
        ]
        indexes = [
            models.Index(
                fields=["amendment", "agency", "kind", "id"], name="amendment_task_by_owner"
            ),
            models.Index(
                fields=["kind", "key"], name="amendment_task_about", condition=Q(done_at=None)
            ),
            models.Index(
                fields=["agency", "due_on", "id"],
                name="amendment_task_open",
                condition=Q(done_at=None),
            ),
            models.Index(
                fields=["agency", "amendment", "kind", "due_on"],
                name="amendment_task_heaps",
                condition=Q(done_at=None),
            ),
        ]

    def __str__(self) -> str:
        return self.title
