from django.db import models

from zhifa.agencies.models import Agency
from zhifa.enforcement.models.cases import Case


class Receipt(models.Model):
    """A payment receipt 缴款票据 of a body, and the one case in which it stands.

    Derived from the payments: written with each of them. key: the number as rules.receipts reads
    it, so that spaces and letter case make no second one.
    """

    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关")
    key = models.CharField("票据号码", max_length=200)
    case = models.ForeignKey(Case, models.PROTECT, related_name="receipts", verbose_name="案件")
    follows = "case"

    class Meta:
        verbose_name = verbose_name_plural = "缴款票据"
        constraints = [
            models.UniqueConstraint(fields=["agency", "key"], name="receipt_of_one_case"),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.key}"
