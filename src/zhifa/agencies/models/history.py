"""What bodies and people were before, and who took over from whom. Nothing here ever changes."""

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models.bodies import Agency
from zhifa.agencies.models.people import User


class FormerFacts(models.Model):
    """A body as it was until a day 主体沿革; facts: the columns that `reads.agency_on` restores."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="former", verbose_name="机关")
    until_on = models.DateField("沿用至")
    facts = models.JSONField("原登记内容")
    document = models.CharField("变更依据", max_length=120, blank=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "主体沿革"
        constraints = [
            models.UniqueConstraint(fields=["agency", "until_on"], name="former_facts_once"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.until_on}"


class FormerName(models.Model):
    """A person's name until a day 曾用名."""

    user = models.ForeignKey(User, models.PROTECT, related_name="former_names", verbose_name="人员")
    name = models.CharField("姓名", max_length=40)
    until_on = models.DateField("沿用至")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "曾用名"
        constraints = [
            models.UniqueConstraint(fields=["user", "until_on"], name="former_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """Who goes on for whom from a day 职能承接.

    A merged body's successors, and theirs, each have a row, so that one look finds who acts now.
    matter_codes: what a transfer hands over; empty for a merger, which hands over all.
    via: the body through which a merger reached the successor; empty when direct.
    """

    class Kind(models.TextChoices):
        MERGER = "merger", "整体并入"
        TRANSFER = "transfer", "划转部分事项"

    class Casework(models.TextChoices):
        SUCCESSOR = "successor", "在办案件由承接机关继续办理"
        PREDECESSOR = "predecessor", "在办案件由原机关办结"

    predecessor = models.ForeignKey(
        Agency, models.PROTECT, related_name="handed", verbose_name="原机关"
    )
    successor = models.ForeignKey(
        Agency, models.PROTECT, related_name="taken", verbose_name="承接机关"
    )
    via = models.ForeignKey(
        Agency, models.PROTECT, null=True, related_name="+", verbose_name="经由"
    )
    kind = models.CharField("方式", max_length=10, choices=Kind.choices)
    matter_codes = models.JSONField("划转事项代码", default=list)
    from_on = models.DateField("承接起")
    document = models.CharField("依据文号", max_length=120)
    casework = models.CharField("在办案件", max_length=12, choices=Casework.choices)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "职能承接"
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"],
                name="succession_merger_once",
                condition=Q(kind="merger"),
            ),
            models.CheckConstraint(
                name="succession_to_another", condition=~Q(predecessor=F("successor"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id}"
