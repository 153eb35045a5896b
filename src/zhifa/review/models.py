from django.db import models

from zhifa.enforcement.models import Case


class Submission(models.Model):
    """A case sent to the legal reviewers 送审, one row a round, with the opinion it got."""

    class Kind(models.TextChoices):
        AGREE = "agree", "同意"
        FIXES = "agree_with_fixes", "补正后同意"
        EVIDENCE = "supplement_evidence", "补充调查"
        PROCEDURE = "correct_procedure", "纠正程序"
        CHANGE = "change", "变更定性、依据或者裁量"
        DISAGREE = "disagree", "不同意"
        TRANSFER = "transfer", "移送"

    case = models.ForeignKey(Case, models.PROTECT, related_name="submissions", verbose_name="案件")
    round = models.PositiveSmallIntegerField("次数")
    rules = models.JSONField("适用情形")
    note = models.TextField("送审说明")
    sent_by = models.CharField("送审人", max_length=80)
    sent_at = models.DateTimeField("送审时间")
    due_on = models.DateField("审核期限")
    kind = models.CharField("意见", max_length=24, choices=Kind.choices, blank=True)
    opinion = models.TextField("审核意见", blank=True)
    opined_by = models.CharField("审核人", max_length=80, blank=True)
    opined_at = models.DateTimeField("审核时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "送审"
        constraints = [
            models.UniqueConstraint(fields=["case", "round"], name="submission_round_once"),
        ]
        indexes = [
            models.Index(fields=["due_on"], name="submission_waiting", condition=models.Q(kind="")),
        ]

    def __str__(self) -> str:
        return f"{self.case} 送审 {self.round}"
