"""What the party did with the pen on a paper: signed it on glass or on paper, or would not."""

from django.db import models
from django.db.models import Q

from zhifa.kernel import ids
from zhifa.records.models.papers import Document, Recording, StoredFile
from zhifa.records.models.signatures import Signature


class PartySignature(models.Model):
    """The hand of a party on a paper 当事人签名, or why there is none and who saw it.

    words: the digest of the paper's words as they were read and signed. file: the picture of the
    hand, or the scanned page; of a refusal, the hand of the witness. sheet: strokes with their
    times, bound in one text to words, picture and time. ink: digest of the strokes alone.
    """

    class Way(models.TextChoices):
        GLASS = "glass", "现场手写签名"
        SCAN = "scan", "签名页扫描件"
        REFUSED = "refused", "拒绝签名"
        ABSENT = "absent", "不在场或者不能签名"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="party_signatures", verbose_name="文书"
    )
    way = models.CharField("方式", max_length=8, choices=Way.choices)
    signer = models.CharField("签名人", max_length=60)
    words = models.CharField("所签文书的内容摘要", max_length=64)
    file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="签名图像"
    )
    sheet = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="笔迹"
    )
    ink = models.CharField("笔迹摘要", max_length=64, blank=True)
    reason = models.CharField("没有签名的原因", max_length=200, blank=True)
    witness = models.CharField("见证人", max_length=60, blank=True)
    film = models.ForeignKey(Recording, models.PROTECT, null=True, verbose_name="录像")
    signed_at = models.DateTimeField("签名时间")
    noted_by = models.CharField("登记人", max_length=80)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "当事人签名"
        constraints = [
            models.UniqueConstraint(
                fields=["ink"], condition=~Q(ink=""), name="party_signature_ink_once"
            ),
            models.CheckConstraint(
                name="party_signature_has_its_hand",
                condition=Q(way="glass", file__isnull=False, sheet__isnull=False)
                | Q(way="scan", file__isnull=False, sheet__isnull=True)
                | Q(way__in=["refused", "absent"], film__isnull=False) & ~Q(reason="")
                | Q(way__in=["refused", "absent"], file__isnull=False)
                & ~Q(reason="")
                & ~Q(witness=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.signer} {self.get_way_display()}"


class HandProof(models.Model):
    """The time-stamp over a party's hand 签名时间戳, and where the hand stands in its paper.

    file: the token (RFC 3161) over everything the hand binds. drawn: the PDF with the hand in it.
    """

    signature = models.OneToOneField(
        PartySignature,
        models.PROTECT,
        primary_key=True,
        related_name="proof",
        verbose_name="当事人签名",
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="时间戳")
    stamped_at = models.DateTimeField("时间戳时间")
    drawn = models.OneToOneField(
        Signature, models.PROTECT, related_name="hand", verbose_name="签名后的版式文件"
    )
    made_at = models.DateTimeField("办理时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "签名时间戳"

    def __str__(self) -> str:
        return f"{self.signature_id} {self.stamped_at}"
