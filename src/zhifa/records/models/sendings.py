"""Papers sent by wire to where the party agreed to receive them."""

from django.db import models
from django.db.models import Q

from zhifa.kernel import ids
from zhifa.records.models.papers import Document


class Sending(models.Model):
    """One sending of a sealed paper to a confirmed account 电子送达发送 (行政处罚法 第六十一条).

    What was ordered never changes. tries, next_at, error, done_at: the work of sending, which no
    seal of a row speaks for; what became of it is told by the news.
    """

    class Channel(models.TextChoices):
        EMAIL = "email", "电子邮件"
        SMS = "sms", "手机短信"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="sendings", verbose_name="文书"
    )
    confirmation = models.ForeignKey(
        Document, models.PROTECT, related_name="+", verbose_name="送达地址确认书"
    )
    channel = models.CharField("方式", max_length=5, choices=Channel.choices)
    account = models.CharField("接收账号", max_length=200)
    sha256 = models.CharField("文书文件摘要", max_length=64)
    ordered_by = models.CharField("发送人", max_length=80)
    ordered_at = models.DateTimeField("登记时间")
    tries = models.PositiveSmallIntegerField("已试次数", default=0)
    next_at = models.DateTimeField("下次办理时间")
    error = models.CharField("未办成的原因", max_length=300, blank=True)
    done_at = models.DateTimeField("办结时间", null=True, blank=True)
    sealed = True
    unsealed = ("tries", "next_at", "error", "done_at")

    class Meta:
        verbose_name = verbose_name_plural = "电子送达发送"
        indexes = [
            models.Index(fields=["next_at"], name="sending_due", condition=Q(done_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["document"],
                condition=Q(done_at__isnull=True),
                name="sending_one_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document_id} {self.get_channel_display()}"


class SendingNews(models.Model):
    """What became of a sending 发送回执; each thing is told once. at: when it happened.

    said: what the machine that told it said; for `sent` the number it gave.
    """

    class Kind(models.TextChoices):
        SENT = "sent", "已发出"
        DELIVERED = "delivered", "已到达"
        OPENED = "opened", "已打开"
        FAILED = "failed", "没有送到"

    sending = models.ForeignKey(Sending, models.PROTECT, related_name="news", verbose_name="发送")
    kind = models.CharField("情况", max_length=9, choices=Kind.choices)
    at = models.DateTimeField("时间")
    said = models.CharField("回执原文", max_length=300, blank=True)
    noted_by = models.CharField("登记人", max_length=80)
    noted_at = models.DateTimeField("登记时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "发送回执"
        constraints = [
            models.UniqueConstraint(fields=["sending", "kind"], name="sending_told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.sending_id} {self.get_kind_display()}"
