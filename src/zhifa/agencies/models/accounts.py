"""What signing in leaves behind."""

from django.db import models

from zhifa.agencies.models.people import User


class RecoveryCode(models.Model):
    """A code that replaces the phone once; only its keyed hash is kept."""

    user = models.ForeignKey(
        User, models.PROTECT, related_name="recovery_codes", verbose_name="人员"
    )
    code_hash = models.CharField("恢复码摘要", max_length=64, unique=True)
    void_at = models.DateTimeField("失效时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "恢复码"

    def __str__(self) -> str:
        return f"{self.user_id} {self.pk}"


class UserSession(models.Model):
    """One sign-in on one device 登录会话, from sign-in until it is ended."""

    user = models.ForeignKey(User, models.PROTECT, related_name="sessions", verbose_name="人员")
    key_hash = models.CharField("会话摘要", max_length=64, unique=True)
    ip = models.GenericIPAddressField("地址", null=True, blank=True)
    agent = models.CharField("浏览器", max_length=200, blank=True)
    begun_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近使用")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    unsealed = ("seen_at",)

    class Meta:
        verbose_name = verbose_name_plural = "登录会话"
        indexes = [models.Index(fields=["user", "-begun_at"], name="session_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.begun_at:%F %R}"
