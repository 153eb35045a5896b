"""Archived dossiers handed over to the archive office."""

from django.db import models
from django.db.models import Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids
from zhifa.records.models.papers import Dossier


class Transfer(models.Model):
    """One package of archived dossiers for the archive office 移交; added, never changed.

    sha256: of the package's manifest, which names every file of it.
    """

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="transfers", verbose_name="移交机关"
    )
    receiver = models.CharField("接收单位", max_length=100)
    count = models.PositiveIntegerField("案卷数")
    sha256 = models.CharField("清单摘要", max_length=64)
    made_by = models.CharField("移交人", max_length=80)
    made_at = models.DateTimeField("移交时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "案卷移交"

    def __str__(self) -> str:
        return f"{self.agency} {self.receiver} {self.count}"


class TransferItem(models.Model):
    """A dossier in a package 移交案卷."""

    transfer = models.ForeignKey(
        Transfer, models.PROTECT, related_name="items", verbose_name="移交"
    )
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="transfers", verbose_name="案卷"
    )

    class Meta:
        verbose_name = verbose_name_plural = "移交案卷"
        constraints = [
            models.UniqueConstraint(fields=["transfer", "dossier"], name="transferred_once"),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.dossier_id}"


class PackageOrder(models.Model):
    """A package that the machine is to make 移交包制作; what was ordered never changes.

    dossiers: which, in the order of the package. tries, next_at, error, stopped_at, done_at: the
    work, which no seal of a row speaks for. stopped_at: it goes on only when a person says so.
    Done: a transfer of the same id; without one it was given up.
    """

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    agency = models.ForeignKey(
        Agency, models.PROTECT, related_name="package_orders", verbose_name="移交机关"
    )
    receiver = models.CharField("接收单位", max_length=100)
    dossiers = models.JSONField("案卷")
    ordered_by = models.CharField("移交人", max_length=80)
    ordered_at = models.DateTimeField("登记时间")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次办理时间")
    error = models.CharField("未办成的原因", max_length=300, blank=True)
    stopped_at = models.DateTimeField("停下时间", null=True, blank=True)
    done_at = models.DateTimeField("办结时间", null=True, blank=True)
    sealed = True
    unsealed = ("tries", "next_at", "error", "stopped_at", "done_at")

    class Meta:
        verbose_name = verbose_name_plural = "移交包制作"
        constraints = [
            models.UniqueConstraint(
                fields=["agency"],
                condition=Q(done_at__isnull=True),
                name="package_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency_id} {self.receiver}"


class TransferReceipt(models.Model):
    """What the archive office answered to a package 移交回执; added once, never changed.

    sha256: of the manifest that the answer names; the database takes only the package's own.
    """

    class Verdict(models.TextChoices):
        ACCEPTED = "accepted", "已接收"
        RETURNED = "returned", "已退回"

    transfer = models.OneToOneField(
        Transfer, models.PROTECT, primary_key=True, related_name="receipt", verbose_name="移交"
    )
    verdict = models.CharField("结果", max_length=8, choices=Verdict.choices)
    reason = models.CharField("退回理由", max_length=300, blank=True)
    sha256 = models.CharField("回执所列清单摘要", max_length=64)
    received_by = models.CharField("接收人", max_length=60)
    received_on = models.DateField("回执日期")
    noted_by = models.CharField("登记人", max_length=80)
    noted_at = models.DateTimeField("登记时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "移交回执"
        constraints = [
            models.CheckConstraint(
                name="transfer_returned_for_a_reason",
                condition=Q(verdict="accepted", reason="")
                | (Q(verdict="returned") & ~Q(reason="")),
            ),
            models.CheckConstraint(
                name="transfer_received_by_someone",
                condition=~Q(received_by="") & ~Q(noted_by=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transfer_id} {self.get_verdict_display()}"
