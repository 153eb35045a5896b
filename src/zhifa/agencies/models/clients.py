"""Leave for another system to call the interface."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models.bodies import Agency
from zhifa.agencies.models.people import User

DECIDED = Q(agreed__isnull=False, decided_at__isnull=False) & ~Q(decided_by="")
REFUSED = Q(agreed=False) & ~Q(reason="")
OPEN = Q(agreed__isnull=True, decided_at__isnull=True, decided_by="", reason="")


class ClientRegistration(models.Model):
    """A machine client waits for a head of the body whose posts it gets 接口登记.

    agreed: None until decided. What was asked never changes; it is decided once, by another.
    """

    client = models.OneToOneField(
        User, models.PROTECT, related_name="registration", verbose_name="接口客户端"
    )
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="机关")
    purpose = models.CharField("用途", max_length=200)
    asked_by = models.CharField("登记人", max_length=80)
    asked_at = models.DateTimeField("登记时间")
    agreed = models.BooleanField("确认", null=True, blank=True)
    decided_by = models.CharField("确认人", max_length=80, blank=True)
    decided_at = models.DateTimeField("确认时间", null=True, blank=True)
    reason = models.CharField("不予确认的理由", max_length=200, blank=True)

    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "接口登记"
        constraints = [
            models.CheckConstraint(name="client_decided_whole", condition=OPEN | DECIDED),
            models.CheckConstraint(
                name="client_decided_by_another", condition=~Q(decided_by=F("asked_by"))
            ),
            models.CheckConstraint(
                name="client_refused_with_reason",
                condition=Q(agreed__isnull=True) | Q(agreed=True, reason="") | REFUSED,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client_id}@{self.agency_id}"


class ClientState(models.TextChoices):
    """How a client stands."""

    WAITING = "waiting", "待确认"
    WORKS = "works", "有效"
    REFUSED = "refused", "未予确认"
    CLOSED = "closed", "已停用"
    UNASKED = "unasked", "须重新登记"


def state_of(client: User) -> ClientState:
    """Closed before all else; without a registration: from before there were any."""
    asked = getattr(client, "registration", None)
    if not client.is_active:
        return ClientState.CLOSED
    if not isinstance(asked, ClientRegistration):
        return ClientState.UNASKED
    if asked.agreed is None:
        return ClientState.WAITING
    return ClientState.WORKS if asked.agreed else ClientState.REFUSED
