"""Archived dossiers whose term has ended: appraised, and kept on or destroyed."""

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids
from zhifa.records.models.papers import Dossier


class Appraisal(models.Model):
    """A list of dossiers whose term has ended 鉴定清册; judged once by somebody else.

    number: counts on in each body. Approved, it is what destroying goes by.
    """

    class Verdict(models.TextChoices):
        WAITING = "", "待审批"
        APPROVED = "approved", "已批准"
        RETURNED = "returned", "已退回"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="appraisals", verbose_name="机关"
    )
    number = models.PositiveIntegerField("清册号")
    made_by = models.CharField("鉴定人", max_length=80)
    made_at = models.DateTimeField("鉴定时间")
    verdict = models.CharField("审批结果", max_length=8, choices=Verdict.choices, blank=True)
    opinion = models.CharField("审批意见", max_length=300, blank=True)
    judged_by = models.CharField("审批人", max_length=80, blank=True)
    judged_at = models.DateTimeField("审批时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "鉴定清册"
        constraints = [
            models.UniqueConstraint(fields=["agency", "number"], name="appraisal_number"),
            models.CheckConstraint(
                name="appraisal_judged_by_another",
                condition=Q(verdict="", judged_by="", judged_at__isnull=True, opinion="")
                | (
                    ~Q(verdict="")
                    & ~Q(judged_by="")
                    & ~Q(judged_by=F("made_by"))
                    & Q(judged_at__isnull=False)
                ),
            ),
            models.CheckConstraint(
                name="appraisal_returned_for_a_reason",
                condition=~Q(verdict="returned") | ~Q(opinion=""),
            ),
        ]

    def __str__(self) -> str:
        return f"第 {self.number} 号"


class AppraisalItem(models.Model):
    """What an appraisal says of one dossier 鉴定意见: kept on until a day, or destroyed.

    kept_until: the last day of 9999 stands for ever.
    """

    class Verdict(models.TextChoices):
        KEEP = "keep", "续存"
        DESTROY = "destroy", "销毁"

    appraisal = models.ForeignKey(
        Appraisal, models.PROTECT, related_name="items", verbose_name="鉴定清册"
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="appraisals", verbose_name="案卷"
    )
    verdict = models.CharField("鉴定意见", max_length=8, choices=Verdict.choices)
    term = models.CharField("续存期限", max_length=10, blank=True)
    kept_until = models.DateField("保管至", null=True)
    reason = models.CharField("理由", max_length=300)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "鉴定意见"
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "dossier"], name="appraised_once"),
            models.CheckConstraint(name="appraised_for_a_reason", condition=~Q(reason="")),
            models.CheckConstraint(
                name="kept_for_a_term",
                condition=Q(verdict="destroy", term="", kept_until__isnull=True)
                | (Q(verdict="keep", kept_until__isnull=False) & ~Q(term="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.get_verdict_display()}"


class DestructionWatch(models.Model):
    """Somebody who is there when an approved list is destroyed 监销; each signs in and says so."""

    appraisal = models.ForeignKey(
        Appraisal, models.PROTECT, related_name="watches", verbose_name="鉴定清册"
    )
    watched_by = models.CharField("监销人", max_length=80)
    watched_at = models.DateTimeField("监销时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "监销"
        constraints = [
            models.UniqueConstraint(fields=["appraisal", "watched_by"], name="watched_once"),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id} {self.watched_by}"


class Destruction(models.Model):
    """A dossier destroyed under a list 案卷销毁: words and files are gone, the rest stays.

    files: digests of the bytes that went with it.
    """

    dossier = models.OneToOneField(
        Dossier,
        models.PROTECT,
        primary_key=True,
        related_name="destruction",
        verbose_name="案卷",
    )
    appraisal = models.ForeignKey(
        Appraisal, models.PROTECT, related_name="destroyed", verbose_name="鉴定清册"
    )
    files = models.JSONField("销毁的文件", default=list)
    destroyed_on = models.DateField("销毁日期")
    destroyed_by = models.CharField("销毁人", max_length=80)
    destroyed_at = models.DateTimeField("销毁时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "案卷销毁"

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.destroyed_on}"
