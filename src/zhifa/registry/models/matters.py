from collections.abc import Collection, Mapping
from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models import Agency
from zhifa.registry.models.shape import SHAPE
from zhifa.registry.rules import discretion


class Matter(models.Model):
    """A matter 执法事项 as the law sets it; a change makes a new version.

    Money in 元. Citations are full ones: breach_clauses and penalty_clauses of a penalty,
    basis_clauses of the other kinds. ordered_kinds: those that the clause demands wherever it
    fines at all, confiscations where there is something to take; grave_kinds: those that it gives
    only for grave circumstances, refusal to correct and the like, and so only in the last tier;
    tiers go from light to heavy. elements: what must be proved, each with a code. fine_min,
    fine_max: of the fixed range; multiples apply to a base from multiple_from up. limitation_years:
    5 where life, health or money is at stake; it holds only when harm was done (行政处罚法
    第三十六条). crime: offence, clause, amount, base.
    settled: whether the hearing lines were read in a rule; else the district has still to set them.
    party_limits: other ranges for some kinds of party, and other kinds of penalty where these
    differ; a tier may demand kinds besides (ordered). inspection: checkpoints, yearly cap, ratio,
    ways. recording: what must be filmed. clocks: terms of this matter. particulars: what only this
    kind has. The shape of each is that of rules/columns.py. entered_on: the Beijing day on which
    the version was taken in; late_reason: why it begins before that day although there was another
    version then. shape: models/shape.py.
    """

    class Kind(models.TextChoices):
        PENALTY = "penalty", "行政处罚"
        LICENCE = "licence", "行政许可"
        COERCION = "coercion", "行政强制"
        INSPECTION = "inspection", "行政检查"
        LEVY = "levy", "行政征收"
        REQUISITION = "requisition", "行政征用"
        OTHER = "other", "其他行政权力"

    class Grade(models.TextChoices):
        MINOR = "minor", "轻微"
        GENERAL = "general", "一般"
        SERIOUS = "serious", "严重"

    code = models.CharField("事项编码", max_length=40)
    name = models.CharField("事项名称", max_length=200)
    field = models.CharField("领域", max_length=20)
    breach = models.CharField("违法行为", max_length=200)
    breach_clauses = models.JSONField("违反条款")
    penalty_clauses = models.JSONField("处罚依据")
    kinds = models.JSONField("可处的处罚种类")
    ordered_kinds = models.JSONField("应当给予的种类", default=list)
    grave_kinds = models.JSONField("情节严重才可给予的种类", default=list)
    fine_min = models.DecimalField("罚款下限", max_digits=18, decimal_places=2, null=True)
    fine_max = models.DecimalField("罚款上限", max_digits=18, decimal_places=2, null=True)
    multiple_min = models.DecimalField("倍数下限", max_digits=8, decimal_places=2, null=True)
    multiple_max = models.DecimalField("倍数上限", max_digits=8, decimal_places=2, null=True)
    multiple_base = models.CharField("倍数的基数", max_length=60, blank=True)
    multiple_from = models.DecimalField(
        "基数满多少适用", max_digits=18, decimal_places=2, default=0
    )
    base_floor = models.DecimalField("基数至少按", max_digits=18, decimal_places=2, default=0)
    fine_note = models.CharField("罚款计算说明", max_length=200, blank=True)
    tiers = models.JSONField("裁量档次")
    elements = models.JSONField("证据清单")
    hearing_natural = models.DecimalField("听证标准（个人）", max_digits=18, decimal_places=2)
    hearing_organisation = models.DecimalField("听证标准（单位）", max_digits=18, decimal_places=2)
    hearing_taken_natural = models.DecimalField(
        "没收听证标准（个人）", max_digits=18, decimal_places=2
    )
    hearing_taken_organisation = models.DecimalField(
        "没收听证标准（单位）", max_digits=18, decimal_places=2
    )
    hearing_kinds = models.JSONField("应当告知听证的种类")
    hearing_source = models.CharField("听证标准来源", max_length=120, blank=True)
    settled = models.BooleanField("听证标准已核定", default=False)
    major_natural = models.DecimalField("重大标准（个人）", max_digits=18, decimal_places=2)
    major_organisation = models.DecimalField("重大标准（单位）", max_digits=18, decimal_places=2)
    business_counts = models.BooleanField("个体工商户按单位", default=False)
    limitation_years = models.PositiveSmallIntegerField("追责期限（年）", default=2)
    public_interest = models.BooleanField("涉及重大公共利益", default=False)
    correction = models.BooleanField("应当责令改正", default=True)
    summary_allowed = models.BooleanField("可以当场处罚", default=False)
    waivers = models.JSONField("不予处罚情形", default=list)
    waiver_note = models.CharField("首违不罚条件", max_length=200, blank=True)
    crime = models.JSONField("涉嫌犯罪的标准", default=dict)
    grade = models.CharField(
        "公示等级", max_length=10, choices=Grade.choices, default=Grade.GENERAL
    )
    published = models.BooleanField("处罚决定公示", default=True)
    kind = models.CharField("权力类型", max_length=12, choices=Kind.choices, default=Kind.PENALTY)
    supervision_code = models.CharField("监管事项目录编码", max_length=14, blank=True)
    levels = models.JSONField("行使层级", default=list)
    object_kinds = models.JSONField("行使对象", default=list)
    basis_clauses = models.JSONField("设定依据", default=list)
    party_limits = models.JSONField("分对象幅度", default=list)
    minor_note = models.CharField("轻微不罚条件", max_length=200, blank=True)
    first_breach_years = models.PositiveSmallIntegerField("首违回看（年）", null=True)
    inspection = models.JSONField("检查要求", default=dict)
    recording = models.JSONField("音像记录环节", default=list)
    clocks = models.JSONField("办理期限", default=list)
    particulars = models.JSONField("分类要素", default=dict)
    duties = models.JSONField("责任事项", default=list)
    liability = models.JSONField("追责情形", default=list)
    origin = models.CharField("来源", max_length=200, blank=True)
    late_reason = models.CharField("补录原因", max_length=200, blank=True)
    entered_on = models.DateField("登记日期", null=True)
    from_on = models.DateField("施行起")
    until_on = models.DateField("施行止", null=True)
    shape = models.GeneratedField(
        expression=SHAPE,
        output_field=models.PositiveSmallIntegerField(),
        db_persist=True,
        verbose_name="要素标记",
    )
    sealed = True
    unsealed = ("shape",)  # reckoned by the database from what is sealed
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "执法事项"
        indexes = [
            models.Index(fields=["kind", "code"], name="matter_by_kind"),
            models.Index(fields=["code", "from_on", "until_on", "shape"], name="matter_shapes"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code", "from_on"], name="matter_version_once"),
            models.UniqueConstraint(
                fields=["code"], name="matter_one_open_version", condition=Q(until_on=None)
            ),
            models.CheckConstraint(
                name="matter_range_in_order",
                condition=Q(fine_min=None) | Q(fine_max=None) | Q(fine_min__lte=F("fine_max")),
            ),
            models.CheckConstraint(
                name="matter_limitation_2_or_5", condition=Q(limitation_years__in=(2, 5))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def cited(self) -> list[str]:
        """Every provision it rests on."""
        crime = self.crime.get("clause")
        lists = (self.basis_clauses, self.breach_clauses, self.penalty_clauses)
        return [*(c for clauses in lists for c in clauses), *([crime] if crime else [])]

    @property
    def look_back(self) -> int:
        """Years within which an earlier breach makes this one no first breach (第三十三条)."""
        return self.first_breach_years or discretion.FIRST_BREACH_YEARS

    @property
    def hearing_lines(self) -> discretion.Lines:
        """From where a hearing may be asked for."""
        return discretion.Lines(
            self.hearing_natural,
            self.hearing_organisation,
            self.hearing_taken_natural,
            self.hearing_taken_organisation,
            frozenset(self.hearing_kinds),
        )

    @property
    def major_lines(self) -> discretion.Lines:
        """From where a penalty is 重大."""
        sums = (self.major_natural, self.major_organisation)
        return discretion.Lines(*sums, *sums, frozenset(discretion.MAJOR_KINDS))

    @property
    def multiples(self) -> discretion.Multiples | None:
        """The fine in multiples of a base, or None when the clause has none."""
        if self.multiple_min is None or self.multiple_max is None:
            return None
        return discretion.Multiples(
            self.multiple_min, self.multiple_max, self.multiple_from, self.base_floor
        )

    def own_limit(self, party_kind: str) -> Mapping[str, Any] | None:
        """What the clause says apart for this kind of party, or None."""
        return discretion.own_limit(self.party_limits, party_kind)

    def kinds_for(self, party_kind: str) -> tuple[str, ...]:
        """Kinds of penalty that the clause gives for this kind of party."""
        own = self.own_limit(party_kind) or {}
        return tuple(own.get("kinds") or self.kinds)

    @property
    def ordered_tiers(self) -> Mapping[str, tuple[str, ...]]:
        """What the clause demands in one tier besides, by the tier's code."""
        return {t["code"]: tuple(t["ordered"]) for t in self.tiers if t.get("ordered")}

    @property
    def figures_open(self) -> bool:
        """Whether the sums of a fine have still to be settled 数额待核定."""
        return discretion.figures_open({"fine_note": self.fine_note})

    @property
    def reading_open(self) -> bool:
        """Whether how the clause is read has still to be settled 读法待核定."""
        return discretion.reading_open({"fine_note": self.fine_note})

    @property
    def refused_tiers(self) -> tuple[str, ...]:
        """Codes of the tiers that are only for who did not obey an order to correct."""
        told = ((t["code"], t.get("condition") or "") for t in self.tiers)
        return tuple(code for code, words in told if discretion.refused_first(words))

    def fine_range(self, base: Decimal | None = None, party_kind: str = "") -> discretion.Range:
        """What may be fined, in 元. base: 货值金额 and the like, None when not known."""
        own = discretion.limit_for(self.party_limits, party_kind)
        if own is not None:
            return own
        fixed = discretion.Range(self.fine_min, self.fine_max)
        return discretion.fine_range(fixed, self.multiples, base)

    def as_organisation(self, party_kind: str) -> bool:
        """Whether the lines of organisations hold for this kind of party."""
        return discretion.as_organisation(party_kind, business_counts=self.business_counts)

    def hearing_required(
        self, *, kinds: Collection[str], fine: Decimal, taken: Decimal, party_kind: str
    ) -> bool:
        """Whether the right to a hearing must be told (行政处罚法 第六十三条)."""
        organised = self.as_organisation(party_kind)
        lines = self.hearing_lines
        return discretion.hearing_required(lines, kinds, fine, taken, organised=organised)

    def major(
        self, *, kinds: Collection[str], fine: Decimal, taken: Decimal, party_kind: str
    ) -> bool:
        """Whether the penalty is 重大 (川办发〔2014〕3 号 第二条)."""
        organised = self.as_organisation(party_kind)
        return discretion.major(self.major_lines, kinds, fine, taken, organised=organised)


class PowerItem(models.Model):
    """A matter on an agency's power list 权责清单, for a time; both days count."""

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="powers", verbose_name="机关")
    matter_code = models.CharField("事项编码", max_length=40)
    from_on = models.DateField("列入日期")
    until_on = models.DateField("移出日期", null=True)
    published_on = models.DateField("公布日期", null=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "权责清单"
        constraints = [
            models.UniqueConstraint(
                fields=["agency", "matter_code", "from_on"], name="power_item_once"
            ),
            models.CheckConstraint(
                name="power_item_days_in_order",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.matter_code}"
