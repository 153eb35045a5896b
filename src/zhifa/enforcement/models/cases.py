from datetime import date

from django.db import models

from zhifa.agencies.models import Agency, Unit, User
from zhifa.kernel import ids
from zhifa.kernel.access import Actor
from zhifa.kernel.fields import EncryptedTextField
from zhifa.records.models import Dossier
from zhifa.registry.models import Matter, Party

NEVER = date(9999, 12, 31)


class CaseQuerySet(models.QuerySet["Case"]):
    """Cases, always asked for on somebody's behalf."""

    def visible_to(self, viewer: Actor) -> "CaseQuerySet":
        """Only what `viewer` may read."""
        reach = viewer.reach("case:read")
        return self if reach is None else self.filter(agency_id__in=reach)


class Case(models.Model):
    """A matter of enforcement 案件, at one stage of one version of one procedure.

    rev: how many acts it has seen; a page that knows an older one is stale.
    marks: what must not be forgotten, e.g. late_decision. nearest_on: the next due date of the
    agency, NEVER when no clock runs.
    """

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.OneToOneField(Dossier, models.PROTECT, verbose_name="案卷")
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="办案机关")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, verbose_name="承办机构")
    procedure = models.CharField("程序", max_length=40)
    procedure_version = models.DateField("程序版本")
    stage = models.CharField("环节", max_length=30)
    rev = models.PositiveIntegerField("步数", default=0)
    redo_of = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="redone_in", verbose_name="重新作出的原案"
    )
    turned_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="turned_into", verbose_name="转来的当场案件"
    )
    number = models.CharField("案号", max_length=60, blank=True)
    title = models.CharField("案由", max_length=300)
    matter = models.ForeignKey(Matter, models.PROTECT, null=True, verbose_name="违法事项")
    party = models.ForeignKey(Party, models.PROTECT, null=True, verbose_name="当事人")
    place = models.CharField("违法行为地", max_length=200)
    area_code = models.CharField("所在街道（镇）", max_length=12)
    discovered_on = models.DateField("发现日期")
    act_from = models.DateField("行为开始日期", null=True)
    act_until = models.DateField("行为终了日期", null=True)
    filed_on = models.DateField("立案日期", null=True)
    decided_on = models.DateField("决定日期", null=True)
    closed_on = models.DateField("结案日期", null=True)
    close_reason = models.CharField("结案情形", max_length=20, blank=True)
    archived_on = models.DateField("归档日期", null=True)
    marks = models.JSONField("标记", default=list)
    nearest_on = models.DateField("最近期限", default=NEVER)

    objects = CaseQuerySet.as_manager()
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        indexes = [
            models.Index(fields=["agency", "nearest_on", "id"], name="case_by_deadline"),
            models.Index(fields=["agency", "stage", "nearest_on", "id"], name="case_by_stage"),
            models.Index(fields=["agency", "-id"], name="case_by_birth"),
            models.Index(fields=["number"], name="case_by_number"),
            models.Index(
                fields=["agency", "number"],
                name="case_by_own_number",
                opclasses=["int8_ops", "varchar_pattern_ops"],  # PostgreSQL: for beginnings
            ),
            models.Index(fields=["party", "matter"], name="case_by_party"),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class CaseOfficer(models.Model):
    """Who runs a case 承办人, from one act until another."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="officers", verbose_name="案件")
    user = models.ForeignKey(User, models.PROTECT, verbose_name="承办人")
    from_on = models.DateField("指派日期")
    until_on = models.DateField("调整日期", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "承办人"
        indexes = [models.Index(fields=["user", "case"], name="case_officer_mine")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.user_id}"


class Act(models.Model):
    """One step taken 办理步骤: what was said, by whom, when. Never changed.

    on: the Beijing date that counts in law. facts: form values without personal data.
    texts: narratives, of which the journal keeps only a digest. token: the form's one-time
    word, by which a second identical submit is recognised.
    """

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    case = models.ForeignKey(Case, models.PROTECT, related_name="acts", verbose_name="案件")
    seq = models.PositiveIntegerField("序号")
    move = models.CharField("步骤", max_length=40)
    origin = models.CharField("原环节", max_length=30)
    stage = models.CharField("环节", max_length=30)
    on = models.DateField("办理日期")
    by = models.CharField("办理人", max_length=80)
    at = models.DateTimeField("登记时间")
    facts = models.JSONField("内容")
    texts = models.JSONField("文字")
    personal = EncryptedTextField("个人信息", blank=True)
    token = models.CharField("提交标识", max_length=40)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "办理步骤"
        constraints = [
            models.UniqueConstraint(fields=["case", "seq"], name="act_in_order"),
            models.UniqueConstraint(fields=["case", "token"], name="act_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.seq} {self.move}"


class Clock(models.Model):
    """A legal term running in a case 期限, recomputed from its acts whenever one is added.

    raw_on: before rolling. conservative_on: the last workday on or before it, by which we steer.
    """

    class State(models.TextChoices):
        RUNNING = "running", "进行中"
        PAUSED = "paused", "已中止计算"
        MET = "met", "已完成"
        LATE = "late", "超期完成"

    case = models.ForeignKey(Case, models.PROTECT, related_name="clocks", verbose_name="案件")
    code = models.CharField("期限", max_length=30)
    round = models.PositiveSmallIntegerField("次数", default=1)
    start_on = models.DateField("起算日期")
    start_at = models.DateTimeField("起算时间", null=True)
    due_on = models.DateField("期满日")
    due_at = models.DateTimeField("期满时间", null=True)
    raw_on = models.DateField("未顺延的期满日")
    conservative_on = models.DateField("稳妥办结日")
    provisional = models.BooleanField("待放假安排公布后重算", default=False)
    excluded = models.JSONField("扣除期间", default=list)
    extension = models.PositiveIntegerField("延长", default=0)
    state = models.CharField("状态", max_length=8, choices=State.choices)
    stopped_on = models.DateField("停止日期", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "期限"
        constraints = [
            models.UniqueConstraint(fields=["case", "code", "round"], name="clock_once"),
        ]
        indexes = [
            models.Index(
                fields=["due_on"],
                name="clock_running",
                condition=models.Q(state__in=["running", "paused"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.code}"
