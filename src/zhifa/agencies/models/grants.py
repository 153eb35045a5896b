"""What people let machines do in their name."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models.people import User


class ClientGrantQuerySet(models.QuerySet["ClientGrant"]):
    """Grants by day."""

    def valid_on(self, day: date) -> ClientGrantQuerySet:
        """Grants that count on `day`; the day on which one was ended counts no more."""
        return self.filter(
            Q(ended_on=None) | Q(ended_on__gt=day), from_on__lte=day, until_on__gte=day
        )


class ClientGrant(models.Model):
    """A person lets a machine client act in their name for a time 接口授权.

    scope: permissions of data/scopes.toml; empty: every step the person may take.
    """

    client = models.ForeignKey(
        User, models.PROTECT, related_name="grants_held", verbose_name="接口客户端"
    )
    person = models.ForeignKey(
        User, models.PROTECT, related_name="grants_given", verbose_name="授权人"
    )
    from_on = models.DateField("授权起")
    until_on = models.DateField("授权止")
    scope = models.JSONField("授权事项", default=list, blank=True)
    ended_on = models.DateField("提前结束日期", null=True, blank=True)

    sealed = True

    objects = ClientGrantQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接口授权"
        constraints = [
            models.CheckConstraint(
                name="grant_ends_after_it_begins", condition=Q(until_on__gte=F("from_on"))
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.client_id} {self.from_on}"

    def valid_on(self, day: date) -> bool:
        """Whether it counts on `day`, as the query of the same name."""
        ended = self.ended_on is not None and self.ended_on <= day
        return self.from_on <= day <= self.until_on and not ended
