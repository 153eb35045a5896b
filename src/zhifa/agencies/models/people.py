"""People and the posts they hold."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models.bodies import Agency, Unit
from zhifa.kernel.access import Actor
from zhifa.kernel.fields import EncryptedTextField


class UserQuerySet(models.QuerySet["User"]):
    """People as a viewer may see them."""

    def visible_to(self, viewer: Actor) -> UserQuerySet:
        """People who hold or held a post where the viewer has agency:read, and the viewer."""
        reach = viewer.reach("agency:read")
        if reach is None:
            return self
        posts = Post.objects.filter(user=models.OuterRef("pk"), agency_id__in=reach)
        own = Q(pk=viewer.key.removeprefix("user:")) if viewer.key.startswith("user:") else Q()
        return self.filter(Q(models.Exists(posts)) | own)

    def answered(self) -> UserQuerySet:
        """Machine clients that are answered: confirmed by a head, and not closed."""
        return self.filter(is_client=True, is_active=True, registration__agreed=True)


class UserManager(BaseUserManager["User"]):
    """Sign-in looks people up by username; pages ask `visible_to`."""

    def get_queryset(self) -> UserQuerySet:
        """The people."""
        return UserQuerySet(self.model, using=self._db)

    def visible_to(self, viewer: Actor) -> UserQuerySet:
        """See UserQuerySet.visible_to."""
        return self.get_queryset().visible_to(viewer)

    def answered(self) -> UserQuerySet:
        """See UserQuerySet.answered."""
        return self.get_queryset().answered()


class User(AbstractBaseUser):
    """A person (or a machine client) who can sign in 人员."""

    username = models.CharField("账号", max_length=60, unique=True)
    name = models.CharField("姓名", max_length=40)
    phone = EncryptedTextField("手机", blank=True)
    is_active = models.BooleanField("可登录", default=True)
    is_client = models.BooleanField("接口客户端", default=False)
    legally_qualified_on = models.DateField("取得法律职业资格日期", null=True, blank=True)
    reviewer_since = models.DateField("初次从事法制审核日期", null=True, blank=True)
    must_change_password = models.BooleanField("须修改初始密码", default=False)
    totp_secret = EncryptedTextField("动态口令密钥", blank=True)
    totp_confirmed_at = models.DateTimeField("动态口令启用时间", null=True, blank=True)
    totp_last_step = models.BigIntegerField("已用动态口令序号", default=0)

    USERNAME_FIELD = "username"
    objects = UserManager()
    unsealed = ("last_login", "password", "totp_last_step")
    underlies = ("id", "username", "name", "is_client")  # an export names people, no more

    class Meta:
        verbose_name = verbose_name_plural = "人员"

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """The name under which rows and the journal remember this person."""
        return f"user:{self.pk}"


class PostQuerySet(models.QuerySet["Post"]):
    """Posts by day."""

    def held_on(self, day: date) -> PostQuerySet:
        """Posts that run on `day` (Beijing date)."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=day), from_on__lte=day)


class Post(models.Model):
    """A person's role at an agency for a time 岗位; both end dates count."""

    user = models.ForeignKey(User, models.PROTECT, related_name="posts", verbose_name="人员")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="posts", verbose_name="机关")
    unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, verbose_name="内设机构")
    role = models.CharField("角色", max_length=20)
    from_on = models.DateField("任职起")
    until_on = models.DateField("任职止", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.UniqueConstraint(fields=["user", "agency", "role", "from_on"], name="post_once"),
            models.CheckConstraint(
                name="post_ends_after_it_begins",
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.role}@{self.agency_id}"

    def runs_on(self, day: date) -> bool:
        """Whether the post runs on `day` (Beijing date)."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)


class Portrait(models.Model):
    """The photo on a person's certificate 证件照; the newest one counts."""

    user = models.ForeignKey(User, models.PROTECT, related_name="portraits", verbose_name="人员")
    sha256 = models.CharField("摘要", max_length=64)
    content = models.BinaryField("内容")
    taken_at = models.DateTimeField("登记时间")
    sealed = True
    unsealed = ("content",)

    class Meta:
        verbose_name = verbose_name_plural = "证件照"
        indexes = [models.Index(fields=["user", "-taken_at"], name="portrait_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.taken_at:%F}"
