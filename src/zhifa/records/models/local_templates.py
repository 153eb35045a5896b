"""Versions of templates that a place or a body uses instead of the house's."""

from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids


class LocalTemplate(models.Model):
    """A local version of a template 文书模板本地版本; added, never changed.

    level, area, agency: whose it is; area is the beginning of the codes of the bodies in it.
    parent: what it was made from, the id of another or "house:" and a version. form: the template
    as data files write it. begins_on: dossiers opened from this day use it.
    """

    class Level(models.TextChoices):
        PROVINCE = "province", "省级"
        CITY = "city", "市级"
        DISTRICT = "district", "区县级"
        BODY = "body", "本机关"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    code = models.CharField("文书种类", max_length=10, db_index=True)
    level = models.CharField("层级", max_length=8, choices=Level.choices)
    area = models.CharField("行政区划", max_length=12, blank=True)
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, verbose_name="机关")
    parent = models.CharField("上级版本", max_length=40)
    form = models.JSONField("模板")
    begins_on = models.DateField("起用日期")
    reason = models.CharField("理由", max_length=200)
    made_by = models.CharField("制定人", max_length=80)
    made_at = models.DateTimeField("制定时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "文书模板本地版本"
        constraints = [
            models.CheckConstraint(
                name="local_template_of_a_place_or_a_body",
                condition=Q(level="body", agency__isnull=False, area="")
                | (~Q(level="body") & Q(agency__isnull=True) & ~Q(area="")),
            ),
            models.UniqueConstraint(
                fields=["code", "level", "area", "begins_on"],
                condition=Q(agency__isnull=True),
                name="local_template_of_a_place_once_a_day",
            ),
            models.UniqueConstraint(
                fields=["code", "agency", "begins_on"],
                condition=Q(agency__isnull=False),
                name="local_template_of_a_body_once_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.get_level_display()} {self.begins_on}"
