"""How numbers are written, where a body or the house has said so."""

from django.db import models

from zhifa.agencies.models import Agency
from zhifa.kernel import ids


class NumberForm(models.Model):
    """A pattern of case or document numbers 编号规则; added, never changed.

    agency: whose; none: of every body that has no own. begins_on: numbers taken from this day are
    written so.
    """

    class Kind(models.TextChoices):
        CASE = "case", "案件编号"
        DOCUMENT = "document", "文号"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, verbose_name="机关")
    pattern = models.CharField("规则", max_length=100)
    source = models.CharField("依据", max_length=200)
    begins_on = models.DateField("起用日期")
    made_by = models.CharField("制定人", max_length=80)
    made_at = models.DateTimeField("制定时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "编号规则"
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "begins_on"],
                condition=models.Q(agency__isnull=True),
                name="number_form_of_the_house_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["kind", "agency", "begins_on"],
                condition=models.Q(agency__isnull=False),
                name="number_form_of_a_body_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.pattern}"
