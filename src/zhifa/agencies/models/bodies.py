"""Bodies that enforce, their divisions and mandates."""

from datetime import date

from django.db import models
from django.db.models import F, Q


class Agency(models.Model):
    """An enforcement body 行政执法主体: who may enforce, in whose name, where."""

    class Nature(models.TextChoices):
        ORGAN = "organ", "行政机关"
        AUTHORISED = "authorised", "法律法规授权的组织"
        DELEGATED = "delegated", "受委托组织"
        TOWN = "town", "乡镇人民政府、街道办事处"
        OFFICE = "office", "不执法的机关"

    code = models.CharField("主体代码", max_length=20, unique=True)
    name = models.CharField("名称", max_length=100, unique=True)
    short_name = models.CharField("文号简称", max_length=20)
    nature = models.CharField("性质", max_length=12, choices=Nature.choices)
    credit_code = models.CharField("统一社会信用代码", max_length=18, unique=True)
    area_code = models.CharField("行政区划代码", max_length=12)
    superior = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, verbose_name="委托机关或上级"
    )
    legal_representative = models.CharField("法定代表人", max_length=40, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("公开电话", max_length=40, blank=True)
    basis = models.CharField("职权依据", max_length=200, blank=True)
    reconsideration_body = models.CharField("行政复议机关", max_length=100)
    court = models.CharField("管辖法院", max_length=100)
    bank = models.CharField("罚款代收机构", max_length=100, blank=True)
    established_on = models.DateField("设立日期")
    abolished_on = models.DateField("撤销日期", null=True, blank=True)
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "执法主体"
        constraints = [
            models.CheckConstraint(
                name="agency_abolished_after_established",
                condition=Q(abolished_on=None) | Q(abolished_on__gte=F("established_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """A division of an agency 内设机构."""

    class Kind(models.TextChoices):
        CASE = "case", "承办机构"
        REVIEW = "review", "法制审核机构"
        OTHER = "other", "其他机构"

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="units", verbose_name="机关")
    name = models.CharField("名称", max_length=60)
    kind = models.CharField("职能", max_length=10, choices=Kind.choices)
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "内设机构"
        constraints = [
            models.UniqueConstraint(fields=["agency", "name"], name="unit_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(models.Model):
    """A written mandate 委托书: who lets whom do what, until when (行政处罚法 二十、二十一条)."""

    principal = models.ForeignKey(
        Agency, models.PROTECT, related_name="delegations_given", verbose_name="委托机关"
    )
    delegate = models.ForeignKey(
        Agency, models.PROTECT, related_name="delegations_held", verbose_name="受委托组织"
    )
    number = models.CharField("委托书文号", max_length=60, unique=True)
    matter_codes = models.JSONField("委托事项代码")
    powers = models.CharField("委托权限", max_length=200, blank=True)
    from_on = models.DateField("委托起")
    until_on = models.DateField("委托止")
    published_on = models.DateField("公布日期", null=True, blank=True)
    ended_on = models.DateField("提前终止日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "委托执法"
        constraints = [
            models.CheckConstraint(
                name="delegation_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            ),
            models.CheckConstraint(
                name="delegation_to_another", condition=~Q(principal=F("delegate"))
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def public_on(self, day: date) -> bool:
        """Whether it is public by a day; before that nobody acts under it (行政处罚法 二十条)."""
        return self.published_on is not None and self.published_on <= day


class MandateLetter(models.Model):
    """The signed letter 委托书 as a PDF; the bytes are told by their digest."""

    delegation = models.OneToOneField(
        Delegation, models.PROTECT, related_name="letter", verbose_name="委托执法"
    )
    name = models.CharField("文件名", max_length=120)
    sha256 = models.CharField("摘要", max_length=64)
    size = models.PositiveIntegerField("字节数")
    content = models.BinaryField("内容")
    sealed = True
    unsealed = ("content",)

    class Meta:
        verbose_name = verbose_name_plural = "委托书"

    def __str__(self) -> str:
        return self.name
