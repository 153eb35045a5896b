from datetime import date

from django.db import models
from django.db.models import F, Q

from zhifa.kernel import ids
from zhifa.kernel.fields import EncryptedTextField, keyed_hash
from zhifa.registry.rules import identity as codes
from zhifa.registry.rules import party_entry


class Party(models.Model):
    """A person or organisation that enforcement is aimed at 当事人.

    What identifies or reaches a person is encrypted; identity_hash finds a document exactly.
    representative: 法定代表人, 负责人 or 经营者. gone_on: died or dissolved. merged_into: the
    entry that goes on in its place.
    """

    class Kind(models.TextChoices):
        NATURAL = "natural_person", "自然人"
        BUSINESS = "individual_business", "个体工商户"
        LEGAL = "legal_person", "法人"
        OTHER = "other_organisation", "其他组织"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    kind = models.CharField("类别", max_length=20, choices=Kind.choices)
    name = models.CharField("姓名或者名称", max_length=120)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    identity_kind = models.CharField("证件类型", max_length=3, default=codes.CITIZEN_ID)
    identity = EncryptedTextField("证件号码", blank=True)
    identity_hash = models.CharField("证件号码检索值", max_length=64, blank=True, db_index=True)
    representative = models.CharField("法定代表人、负责人或者经营者", max_length=60, blank=True)
    guardian = EncryptedTextField("监护人", blank=True)
    address = EncryptedTextField("住所", blank=True)
    phone = EncryptedTextField("电话", blank=True)
    bank_account = EncryptedTextField("银行账号", blank=True)
    area_code = models.CharField("所在街道（镇）", max_length=12, blank=True)
    gone_on = models.DateField("死亡或者终止日期", null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="merged", verbose_name="并入"
    )
    sealed = True
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人"
        constraints = [
            models.UniqueConstraint(
                fields=["credit_code"], name="party_credit_code_once", condition=~Q(credit_code="")
            ),
            models.UniqueConstraint(
                fields=["identity_hash"],
                name="party_identity_once",
                condition=~Q(identity_hash="") & Q(kind="natural_person"),
            ),
            models.CheckConstraint(
                name="party_identity_hashed",
                condition=Q(identity="", identity_hash="")
                | (~Q(identity="") & ~Q(identity_hash="")),
            ),
            models.CheckConstraint(
                name="party_not_into_itself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
        ]
        indexes = [models.Index(fields=["name", "id"], name="party_by_name")]

    def __str__(self) -> str:
        return self.name

    def tidy(self) -> None:
        """Bring what was typed into the form in which it is kept."""
        for name in party_entry.WORDS:
            setattr(self, name, getattr(self, name).strip())
        for name in party_entry.CODES:
            setattr(self, name, codes.tidy(getattr(self, name)))
        self.identity = codes.paper_number(self.identity_kind, self.identity)
        self.identity_hash = keyed_hash(self.identity)

    @property
    def organised(self) -> bool:
        """Whether organisation thresholds apply; an individual business counts as a citizen."""
        return self.kind in {self.Kind.LEGAL, self.Kind.OTHER}

    @property
    def of_person(self) -> bool:
        """Whether a person stands behind it, so that its address may be a home."""
        return party_entry.of_person(self.kind)

    @property
    def born_on(self) -> date | None:
        """The birth date that a citizen number tells; None when there is none."""
        return party_entry.born_on(self)

    @property
    def sex(self) -> str:
        """GB/T 2261.1 as a citizen number tells it; 0 when unknown."""
        return codes.sex_of(self.identity) if self._citizen else "0"

    @property
    def _citizen(self) -> bool:
        return bool(self.identity) and self.identity_kind in {codes.CITIZEN_ID, "112"}

    @property
    def status(self) -> str:
        """在册, 死亡, 终止 or 已合并."""
        if self.merged_into_id:
            return "已合并"
        if self.gone_on is None:
            return "在册"
        return "死亡" if self.kind == self.Kind.NATURAL else "终止"
