"""How papers are signed and sealed, and what became of them."""

from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids
from zhifa.records.models.papers import Document, Dossier, StoredFile


class Credential(models.Model):
    """A certificate to sign with 签章证书: an agency's seal or a person's signature.

    provider, ref: the machine that holds the key and its name there. holder: user key of a person.
    certificate: DER in base64. Once registered only its revocation may be added.
    """

    class Kind(models.TextChoices):
        SEAL = "seal", "机关电子印章"
        PERSON = "person", "个人电子签名"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关")
    holder = models.CharField("持有人", max_length=80, blank=True)
    name = models.CharField("名称", max_length=120)
    provider = models.CharField("签名服务", max_length=12)
    ref = models.CharField("密钥名称", max_length=80)
    certificate = models.TextField("证书")
    serial = models.CharField("证书序列号", max_length=60)
    valid_from = models.DateTimeField("有效期起")
    valid_until = models.DateTimeField("有效期止")
    registered_by = models.CharField("登记人", max_length=80)
    registered_at = models.DateTimeField("登记时间")
    revoked_by = models.CharField("吊销人", max_length=80, blank=True)
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)
    revoke_reason = models.CharField("吊销原因", max_length=200, blank=True)
    published_at = models.DateTimeField("吊销已通知签名服务", null=True, blank=True)
    sealed = True
    unsealed = ("published_at",)
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "签章证书"
        constraints = [
            models.CheckConstraint(
                name="credential_revoked_by_someone_for_a_reason",
                condition=Q(revoked_at__isnull=True, revoked_by="", revoke_reason="")
                | (Q(revoked_at__isnull=False) & ~Q(revoked_by="") & ~Q(revoke_reason="")),
            ),
            models.UniqueConstraint(
                fields=["kind", "agency", "holder"],
                condition=Q(revoked_at__isnull=True),
                name="credential_one_in_use",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SealOrder(models.Model):
    """Leave to seal a paper 用印审批. What was ordered never changes; how it goes may.

    tries, next_at, error, done_at: the work of carrying it out, which no seal of a row speaks for.
    """

    class Ground(models.TextChoices):
        DECISION = "decision", "负责人作出决定，一并批准用印"
        APPROVAL = "approval", "负责人单独批准用印"
        AGAIN = "again", "原证书失效，批准重新用印"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="orders", verbose_name="文书"
    )
    ground = models.CharField("批准方式", max_length=10, choices=Ground.choices)
    reason = models.CharField("用印事由", max_length=200)
    approved_by = models.CharField("批准人", max_length=80)
    approved_at = models.DateTimeField("批准时间")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次办理时间")
    error = models.CharField("未办成的原因", max_length=300, blank=True)
    done_at = models.DateTimeField("用印时间", null=True, blank=True)
    sealed = True
    unsealed = ("tries", "next_at", "error", "done_at")

    class Meta:
        verbose_name = verbose_name_plural = "用印审批"
        indexes = [
            models.Index(
                fields=["next_at"], name="seal_order_due", condition=Q(done_at__isnull=True)
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(done_at__isnull=True),
                name="seal_order_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_ground_display()}"


class Signature(models.Model):
    """One signature, seal or time-stamp in the PDF of a paper 签章. Each adds to the bytes before.

    file: the whole PDF up to and with it. stamped_at: proven time; empty while the stamp is
    pending, and then a later row of kind stamp proves it.
    """

    class Kind(models.TextChoices):
        PERSON = "person", "负责人签名"
        SEAL = "seal", "机关印章"
        STAMP = "stamp", "时间戳"
        ARCHIVE = "archive", "归档时间戳"
        PARTY = "party", "当事人签名"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="signatures", verbose_name="文书"
    )
    revision = models.PositiveSmallIntegerField("顺序")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    field = models.CharField("签章域", max_length=20)
    order = models.ForeignKey(SealOrder, models.PROTECT, null=True, verbose_name="用印审批")
    credential = models.ForeignKey(Credential, models.PROTECT, null=True, verbose_name="证书")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="签章后的文件")
    stamped_at = models.DateTimeField("时间戳时间", null=True, blank=True)
    made_by = models.CharField("办理人", max_length=80)
    made_at = models.DateTimeField("办理时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "签章"
        constraints = [
            models.UniqueConstraint(fields=["document", "revision"], name="signature_in_order"),
            models.CheckConstraint(
                name="signature_by_order",
                condition=Q(kind__in=["stamp", "archive", "party"], order=None, credential=None)
                | Q(kind__in=["person", "seal"], order__isnull=False, credential__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.revision} {self.get_kind_display()}"


class ProofDue(models.Model):
    """Work that a sealed paper still waits for 待补的证明; gone when done, so the list stays short.

    stamp: its time is not proven yet. archive: its dossier is archived, its proofs for the long
    term are not in it yet. hand: a party signed, and the hand is not in the PDF yet. Nothing is
    known here that the signatures do not say.
    """

    class Kind(models.TextChoices):
        STAMP = "stamp", "待补时间戳"
        ARCHIVE = "archive", "待补长期证明"
        HAND = "hand", "待画入当事人签名"

    document = models.ForeignKey(Document, models.PROTECT, verbose_name="文书")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    follows = "document"

    class Meta:
        verbose_name = verbose_name_plural = "待补的证明"
        constraints = [
            models.UniqueConstraint(fields=["kind", "document"], name="proof_due_once"),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_kind_display()}"


class Withdrawal(models.Model):
    """A paper that has lost its force 文书失效: replaced or revoked. The paper itself stays."""

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="withdrawal", verbose_name="文书"
    )
    on = models.DateField("失效日期")
    reason = models.CharField("原因", max_length=200)
    withdrawn_by = models.CharField("登记人", max_length=80)
    withdrawn_at = models.DateTimeField("登记时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "失效文书"

    def __str__(self) -> str:
        return f"{self.document_id} {self.on}"


class DossierExport(models.Model):
    """A dossier taken out of the house as files 案卷导出, and what for."""

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="exports", verbose_name="案卷"
    )
    purpose = models.CharField("用途", max_length=200)
    exported_by = models.CharField("导出人", max_length=80)
    exported_at = models.DateTimeField("导出时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "案卷导出"

    def __str__(self) -> str:
        return f"{self.dossier_id} {self.purpose}"
