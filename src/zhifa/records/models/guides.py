"""How a body's papers are to be written: guides, filed with the bureau of justice."""

from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids


class DraftingGuide(models.Model):
    """A body's guide for one kind of paper 文书制作指引; sent in, then accepted or returned once.

    notes: what the guide says of single facts, path → words. The last accepted one is in force.
    """

    class Verdict(models.TextChoices):
        WAITING = "", "待审"
        ACCEPTED = "accepted", "已备案"
        RETURNED = "returned", "已退回"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="drafting_guides", verbose_name="机关"
    )
    code = models.CharField("文书种类", max_length=10)
    general = models.TextField("总的要求", blank=True)
    notes = models.JSONField("逐项要求", default=dict)
    sent_by = models.CharField("报送人", max_length=80)
    sent_at = models.DateTimeField("报送时间")
    verdict = models.CharField("结果", max_length=8, choices=Verdict.choices, blank=True)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    judged_by = models.CharField("审阅人", max_length=80, blank=True)
    judged_at = models.DateTimeField("审阅时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "文书制作指引"
        constraints = [
            models.CheckConstraint(
                name="guide_judged_by_someone",
                condition=Q(verdict="", judged_by="", judged_at__isnull=True, reason="")
                | (~Q(verdict="") & ~Q(judged_by="") & Q(judged_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="guide_returned_for_a_reason",
                condition=Q(verdict="returned") & ~Q(reason="") | ~Q(verdict="returned"),
            ),
            models.UniqueConstraint(
                fields=["agency", "code"], condition=Q(verdict=""), name="guide_waits_once"
            ),
        ]
        indexes = [models.Index(fields=["agency", "verdict", "code"], name="guide_in_force")]

    def __str__(self) -> str:
        return f"{self.agency} {self.code}"
