"""What a party's file holds beside the party: records, merges, looks, likeness."""

from django.db import models
from django.db.models import F, Q

from zhifa.kernel.fields import EncryptedJSONField, EncryptedTextField
from zhifa.registry.models.parties import Party


class PartyRecord(models.Model):
    """A licence, inspection, promise or repair as somebody told it; never changed, may be ended.

    Of an inspection, from_on is its day, body who inspected and detail what was found.
    """

    class Kind(models.TextChoices):
        LICENCE = "licence", "许可证照"
        INSPECTION = "inspection", "行政检查"
        PROMISE = "promise", "信用承诺"
        REPAIR = "repair", "信用修复"

    party = models.ForeignKey(Party, models.PROTECT, related_name="records", verbose_name="当事人")
    kind = models.CharField("种类", max_length=10, choices=Kind.choices)
    title = models.CharField("名称", max_length=120)
    number = models.CharField("编号", max_length=60, blank=True)
    body = models.CharField("发证、受理机关", max_length=100)
    from_on = models.DateField("有效期起或者作出日期")
    until_on = models.DateField("有效期止", null=True, blank=True)
    source = models.CharField("来源", max_length=120)
    detail = models.CharField("内容", max_length=400, blank=True)
    ended_on = models.DateField("终止日期", null=True)
    end_reason = models.CharField("终止原因", max_length=200, blank=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人档案"
        constraints = [
            models.CheckConstraint(
                name="party_record_days_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
            models.CheckConstraint(
                name="party_record_ended_with_reason",
                condition=Q(ended_on=None, end_reason="")
                | (Q(ended_on__isnull=False) & ~Q(end_reason="")),
            ),
            models.UniqueConstraint(
                fields=["party", "kind", "number"],
                name="party_record_number_once",
                condition=~Q(number=""),
            ),
        ]
        indexes = [models.Index(fields=["party", "kind", "-from_on"], name="record_of_party")]

    def __str__(self) -> str:
        return self.title


class PartyFormer(models.Model):
    """A party as it was registered until a day 当事人沿革; told: its columns, as JSON."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="former", verbose_name="当事人")
    until_on = models.DateField("沿用至")
    told = EncryptedTextField("原登记内容")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人沿革"
        constraints = [
            models.UniqueConstraint(fields=["party", "until_on"], name="party_former_once"),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.until_on}"


class PartyCorrection(models.Model):
    """That something was written wrongly of a party, and what is right 当事人更正.

    told: column → was, now; after: the last day before on which it said something else; until: the
    last day of the wrong text, empty when it stood until it was put right.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="corrections", verbose_name="当事人"
    )
    told = EncryptedJSONField("更正内容")
    reason = models.CharField("理由", max_length=200)
    by = models.CharField("更正人", max_length=80)
    at = models.DateTimeField("更正时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人更正"
        constraints = [
            models.CheckConstraint(name="party_correction_with_reason", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} {self.at:%F}"


class PartyMerge(models.Model):
    """That one entry goes on in place of another, and that this was taken back 合并记录.

    before: digest of the merged entry as it was; taking back must restore exactly that.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, related_name="merges", verbose_name="被并入的一条"
    )
    kept = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="保留的一条")
    reason = models.CharField("理由", max_length=200)
    before = models.CharField("合并前摘要", max_length=64)
    by = models.CharField("合并人", max_length=80)
    at = models.DateTimeField("合并时间")
    undone_reason = models.CharField("撤回理由", max_length=200, blank=True)
    undone_by = models.CharField("撤回人", max_length=80, blank=True)
    undone_at = models.DateTimeField("撤回时间", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人合并"
        constraints = [
            models.UniqueConstraint(
                fields=["party"], name="party_merge_one_open", condition=Q(undone_at=None)
            ),
            models.CheckConstraint(
                name="party_merge_undone_with_reason",
                condition=Q(undone_at=None, undone_by="", undone_reason="")
                | (Q(undone_at__isnull=False) & ~Q(undone_by="") & ~Q(undone_reason="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.party_id} → {self.kept_id}"


class PartyApart(models.Model):
    """That two entries look alike and are two parties all the same 认定不是同一当事人."""

    one = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="一条")
    other = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="另一条")
    reason = models.CharField("理由", max_length=200)
    by = models.CharField("认定人", max_length=80)
    at = models.DateTimeField("认定时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "不是同一当事人"
        constraints = [
            models.UniqueConstraint(fields=["one", "other"], name="party_apart_once"),
            models.CheckConstraint(name="party_apart_in_order", condition=Q(one__lt=F("other"))),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"


class PartyLook(models.Model):
    """That somebody saw personal data in full, or looked a person up by number 查看记录.

    party: empty when the number led to nobody. ground: of rules.grounds.
    """

    party = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="looks", verbose_name="当事人"
    )
    kind = models.CharField("方式", max_length=10)
    ground = models.CharField("事由", max_length=20)
    reason = models.CharField("说明", max_length=200, blank=True)
    by = models.CharField("查看人", max_length=80)
    at = models.DateTimeField("时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人信息查看"
        indexes = [
            models.Index(fields=["party", "-at"], name="look_of_party"),
            models.Index(fields=["by", "-at"], name="look_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.by} {self.at:%F %R}"


class PartyKey(models.Model):
    """Something by which entries of one party are found 近似键; made from the entry, not a fact.

    value: a keyed hash, so that phones and addresses cannot be read here.
    """

    party = models.ForeignKey(Party, models.PROTECT, related_name="keys", verbose_name="当事人")
    kind = models.CharField("种类", max_length=8)
    value = models.CharField("键", max_length=32)
    follows = "party"

    class Meta:
        verbose_name = verbose_name_plural = "当事人近似键"
        constraints = [
            models.UniqueConstraint(fields=["party", "kind", "value"], name="party_key_once"),
        ]
        indexes = [models.Index(fields=["kind", "value", "party"], name="party_by_key")]

    def __str__(self) -> str:
        return f"{self.party_id} {self.kind}"
