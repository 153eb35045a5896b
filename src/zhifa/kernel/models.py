from django.db import models
from django.db.models import Q


class Entry(models.Model):
    """One line of the journal. Never changed, never deleted (database trigger).

    No foreign keys: the journal must not stop, or follow, the life of what it describes.
    seals: row key ("enforcement.case:01H…") → digest of that row after this entry.
    """

    subject = models.CharField("对象", max_length=60)
    seq = models.PositiveIntegerField("序号")
    kind = models.CharField("事项", max_length=80)
    payload = models.JSONField("内容")
    seals = models.JSONField("行摘要", default=dict)
    by = models.CharField("操作人", max_length=80)
    at = models.DateTimeField("时间")
    previous = models.CharField("前一摘要", max_length=64)
    digest = models.CharField("摘要", max_length=64, unique=True)

    class Meta:
        verbose_name = verbose_name_plural = "流水"
        constraints = [
            models.UniqueConstraint(fields=["subject", "seq"], name="entry_in_order"),
            models.UniqueConstraint(fields=["subject", "previous"], name="entry_never_forks"),
        ]
        indexes = [
            models.Index(fields=["by", "id"], name="entry_by_actor"),
            models.Index(fields=["kind", "id"], name="entry_by_kind"),
            models.Index(fields=["at", "id"], name="entry_by_time"),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.kind} {self.subject}"


class Head(models.Model):
    """The end of one subject's chain, locked by whoever writes next."""

    subject = models.CharField("对象", max_length=60, primary_key=True)
    seq = models.PositiveIntegerField("序号")
    digest = models.CharField("摘要", max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "链首"

    def __str__(self) -> str:
        return f"{self.subject} {self.seq}"


class Delivery(models.Model):
    """One entry on its way to one listener; in order for each subject and listener."""

    entry = models.ForeignKey(Entry, models.PROTECT, verbose_name="流水")
    subject = models.CharField("对象", max_length=60)
    listener = models.CharField("接收方", max_length=120)
    attempts = models.PositiveSmallIntegerField("次数", default=0)
    next_at = models.DateTimeField("下次时间")
    error = models.TextField("错误", blank=True)
    done_at = models.DateTimeField("完成时间", null=True)
    dead_at = models.DateTimeField("停投时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "投递"
        constraints = [
            models.UniqueConstraint(fields=["entry", "listener"], name="delivery_once"),
        ]
        indexes = [
            models.Index(
                fields=["subject", "listener", "entry"],
                name="delivery_pending",
                condition=Q(done_at__isnull=True),
            ),
            models.Index(
                fields=["next_at"], name="delivery_due", condition=Q(done_at__isnull=True)
            ),
            models.Index(
                fields=["dead_at"], name="delivery_dead", condition=Q(dead_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk} {self.listener}"


class Series(models.Model):
    """A run of numbers without gaps, e.g. penalty decisions of one agency in one year."""

    key = models.CharField("号段", max_length=80, primary_key=True)
    last = models.PositiveIntegerField("已用至", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "号段"

    def __str__(self) -> str:
        return f"{self.key} {self.last}"


class Number(models.Model):
    """A number taken from a series; a void one is kept with its reason.

    text: as it is written, the only one of its kind. about: what it was taken for by hand.
    """

    series = models.ForeignKey(Series, models.PROTECT, related_name="numbers", verbose_name="号段")
    value = models.PositiveIntegerField("序号")
    text = models.CharField("编号全文", max_length=80, blank=True)
    about = models.CharField("取号用途", max_length=200, blank=True)
    holder = models.CharField("持有者", max_length=80)
    by = models.CharField("取号人", max_length=80)
    at = models.DateTimeField("取号时间")
    void_reason = models.CharField("作废原因", max_length=200, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "编号"
        constraints = [
            models.UniqueConstraint(fields=["series", "value"], name="number_once"),
            models.UniqueConstraint(
                fields=["text"], name="number_written_once", condition=~Q(text="")
            ),
        ]
        indexes = [
            models.Index(
                fields=["series", "-value"], name="number_void", condition=~Q(void_reason="")
            ),
        ]

    def __str__(self) -> str:
        return self.text or f"{self.series_id} {self.value}"


class WatchRun(models.Model):
    """When a watch last ran, and what it said if it fell."""

    name = models.CharField("名称", max_length=120, primary_key=True)
    ran_at = models.DateTimeField("运行时间")
    error = models.TextField("错误", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "巡查"

    def __str__(self) -> str:
        return self.name
