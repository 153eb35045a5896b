from django.db import models

from zhifa.enforcement.models import Case
from zhifa.review.rules.finding import NAMES, WORDS, Found


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


class PointAnswer(models.Model):
    """What the reviewer says of one point 要点认定; the latest counts, none is ever changed.

    found, why, digest: the machine's verdict of that moment, its sentence, and one word for all
    that it rested on.
    """

    class Verdict(models.TextChoices):
        FIT = "fit", "符合"
        UNFIT = "unfit", "不符合"
        NONE = "none", "不适用"

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="answers", verbose_name="送审"
    )
    point = models.PositiveSmallIntegerField("要点")
    found = models.CharField("系统认定", max_length=5)
    why = models.TextField("系统所见")
    digest = models.CharField("所见摘要", max_length=64)
    verdict = models.CharField("审核人员认定", max_length=5, choices=Verdict.choices)
    reason = models.CharField("理由", max_length=500, blank=True)
    answered_by = models.CharField("认定人", max_length=80)
    answered_at = models.DateTimeField("认定时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "要点认定"
        constraints = [
            models.CheckConstraint(
                name="answer_to_one_of_eight", condition=models.Q(point__gte=1, point__lte=8)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.point} {self.verdict}"

    @property
    def name(self) -> str:
        """The question that the point asks."""
        return NAMES[self.point]

    @property
    def words(self) -> str:
        """The machine's verdict in Chinese."""
        return WORDS[Found(self.found)]


class ReviewProblem(models.Model):
    """One numbered problem 审核问题 of an opinion that returned the file, and the unit's answer.

    point: of the eight. basis: the provision. The problem never changes; the answer is given once.
    """

    submission = models.ForeignKey(
        Submission, models.PROTECT, related_name="problems", verbose_name="送审"
    )
    number = models.PositiveSmallIntegerField("序号")
    point = models.PositiveSmallIntegerField("要点")
    wrong = models.CharField("问题", max_length=300)
    basis = models.CharField("依据", max_length=100, blank=True)
    todo = models.CharField("要求", max_length=200)
    answer = models.CharField("答复", max_length=500, blank=True)
    answered_by = models.CharField("答复人", max_length=80, blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "审核问题"
        constraints = [
            models.UniqueConstraint(fields=["submission", "number"], name="problem_numbered_once"),
            models.CheckConstraint(
                name="problem_of_one_of_eight", condition=models.Q(point__gte=1, point__lte=8)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.number}"

    @property
    def name(self) -> str:
        """The question of the point that it belongs to."""
        return NAMES[self.point]
