"""What the ledger finds cases by. Projections: written with every act, derived from its case."""

from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency, User
from zhifa.enforcement.models.cases import NEVER, Case


class Holding(models.Model):
    """Who runs a case now 在办, in the ledger's order. `open`: it is not done yet."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="holdings", verbose_name="案件")
    user = models.ForeignKey(User, models.PROTECT, db_index=False, verbose_name="承办人")
    stage = models.CharField("环节", max_length=30)
    nearest_on = models.DateField("最近期限", default=NEVER)
    open = models.BooleanField("未办结")
    follows = "case"

    class Meta:
        verbose_name = verbose_name_plural = "在办清单"
        constraints = [
            models.UniqueConstraint(fields=["case", "user"], name="holding_once"),
        ]
        indexes = [
            models.Index(fields=["user", "nearest_on", "case"], name="holding_by_deadline"),
            models.Index(fields=["user", "stage", "nearest_on", "case"], name="holding_by_stage"),
            models.Index(
                fields=["user", "nearest_on", "case"], name="holding_open", condition=Q(open=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.case_id}"


class CaseWords(models.Model):
    """The words of a case's title 案由检索词, cut by rules.search, for the database's text index.

    Migration 0003 lays the index over `words`: FTS5 on SQLite, kept by triggers; a generated
    tsvector on PostgreSQL. A later migration may not rebuild this table on SQLite without them.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="+", verbose_name="案件")
    words = models.TextField("检索词")
    follows = "case"

    class Meta:
        verbose_name = verbose_name_plural = "案由检索词"

    def __str__(self) -> str:
        return f"{self.case_id} {self.words[:20]}"


class Asked(models.Model):
    """What officers asked of a head and nobody has answered yet 待答复: as few rows as wait."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="questions", verbose_name="案件")
    agency = models.ForeignKey(Agency, models.PROTECT, db_index=False, verbose_name="办案机关")
    ask = models.CharField("报请", max_length=40)
    asked_on = models.DateField("报请日期")
    follows = "case"

    class Meta:
        verbose_name = verbose_name_plural = "待答复的报请"
        constraints = [models.UniqueConstraint(fields=["case", "ask"], name="asked_once")]
        indexes = [models.Index(fields=["agency", "ask"], name="asked_of_agency")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.ask}"
