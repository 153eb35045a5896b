from django.db import models
from django.db.models import F, Q

from zhifa.agencies.models import Agency
from zhifa.kernel import ids
from zhifa.kernel.access import Actor
from zhifa.kernel.fields import EncryptedJSONField


class DossierQuerySet(models.QuerySet["Dossier"]):
    """Dossiers, always asked for on somebody's behalf."""

    def visible_to(self, viewer: Actor) -> "DossierQuerySet":
        """Only what `viewer` may read."""
        reach = viewer.reach("case:read")
        return self if reach is None else self.filter(agency_id__in=reach)


class Dossier(models.Model):
    """A file of records 案卷, open until sealed. It does not know what it is about."""

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    agency = models.ForeignKey(Agency, models.PROTECT, verbose_name="立卷机关")
    number = models.CharField("案号", max_length=60, blank=True, db_index=True)
    title = models.CharField("案卷名称", max_length=300)
    opened_at = models.DateTimeField("立卷时间")
    retention = models.CharField("保管期限", max_length=20, blank=True)
    archive_number = models.CharField("档号", max_length=20, blank=True)
    sealed_at = models.DateTimeField("归档时间", null=True)
    sealed_by = models.CharField("归档人", max_length=80, blank=True)

    objects = DossierQuerySet.as_manager()
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "案卷"
        constraints = [
            models.CheckConstraint(
                name="dossier_sealed_by_someone",
                condition=Q(sealed_at__isnull=True, sealed_by="")
                | (Q(sealed_at__isnull=False) & ~Q(sealed_by="")),
            ),
        ]

    def __str__(self) -> str:
        return self.number or self.title


class StoredFile(models.Model):
    """Bytes kept once under their SHA-256, write-once."""

    sha256 = models.CharField("SHA-256", max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField("字节数")
    media_type = models.CharField("类型", max_length=80)
    name = models.CharField("原文件名", max_length=200)
    stored_at = models.DateTimeField("存入时间")
    sealed = True
    underlies = True

    class Meta:
        verbose_name = verbose_name_plural = "文件"

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """A paper 文书 in a dossier: its words are frozen when it is made.

    content: the words, encrypted because papers name people in full; sha256 is the digest of its
    canonical text. fields: the facts that went into it. signed_by: keys of those who signed.
    """

    class Volume(models.TextChoices):
        MAIN = "main", "正卷"
        SIDE = "side", "副卷"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="documents", verbose_name="案卷"
    )
    template = models.CharField("文书种类", max_length=10)
    title = models.CharField("标题", max_length=120)
    number = models.CharField("文号", max_length=60, blank=True)
    content = EncryptedJSONField("内容")
    fields = EncryptedJSONField("所用事实", default=dict)
    volume = models.CharField("卷别", max_length=4, choices=Volume.choices)
    outgoing = models.BooleanField("对外文书")
    made_for = models.CharField("对应步骤", max_length=60, blank=True)
    made_by = models.CharField("制作人", max_length=80)
    made_at = models.DateTimeField("制作时间")
    issued_on = models.DateField("文书日期")
    sha256 = models.CharField("内容摘要", max_length=64)
    signed_by = models.JSONField("签名人", default=list)
    replaces = models.ForeignKey("self", models.PROTECT, null=True, verbose_name="替代的文书")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "文书"
        indexes = [models.Index(fields=["dossier", "made_at"], name="document_in_order")]

    def __str__(self) -> str:
        return f"{self.title} {self.number}".strip()


class Rendition(models.Model):
    """The PDF of a paper, kept once it has been drawn; the same words give the same bytes."""

    document = models.OneToOneField(
        Document, models.PROTECT, primary_key=True, related_name="rendition", verbose_name="文书"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="版式文件")
    pages = models.PositiveSmallIntegerField("页数")
    made_at = models.DateTimeField("生成时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "版式文书"

    def __str__(self) -> str:
        return f"{self.document_id} {self.pages}"


class Recording(models.Model):
    """A photo, sound or film with its five facts 音像记录 (方案 二（二）2).

    step: the act or move it was made for, as its room names it.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", "照片"
        VIDEO = "video", "录像"
        AUDIO = "audio", "录音"
        FILE = "file", "电子文件"

    class Origin(models.TextChoices):
        CAMERA = "camera", "执法记录仪"
        PHONE = "phone", "手机"
        UPLOAD = "upload", "其他设备导入"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="recordings", verbose_name="案卷"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="文件")
    kind = models.CharField("种类", max_length=8, choices=Kind.choices)
    case_number = models.CharField("案件编号", max_length=60)
    taken_at = models.DateTimeField("采集时间")
    taken_place = models.CharField("采集地点", max_length=200)
    taken_by = models.CharField("采集人", max_length=60)
    proves = models.CharField("证明对象", max_length=200)
    origin = models.CharField(
        "来源设备类别", max_length=8, choices=Origin.choices, default=Origin.UPLOAD
    )
    device = models.CharField("设备编号", max_length=80, blank=True)
    step = models.CharField("对应步骤", max_length=60, blank=True)
    uploaded_by = models.CharField("上传人", max_length=80)
    uploaded_at = models.DateTimeField("上传时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "音像记录"

    def __str__(self) -> str:
        return f"{self.proves} {self.file_id[:8]}"


class Evidence(models.Model):
    """One item of evidence 证据, of one of the eight kinds (行政处罚法 第四十六条).

    need_code: the item of the matter's evidence checklist that it answers. Once listed only its
    exclusion may be added, never its facts changed.
    """

    class Kind(models.TextChoices):
        DOCUMENTARY = "documentary", "书证"
        PHYSICAL = "physical", "物证"
        AUDIOVISUAL = "audiovisual", "视听资料"
        ELECTRONIC = "electronic", "电子数据"
        WITNESS = "witness", "证人证言"
        PARTY = "party", "当事人的陈述"
        EXPERT = "expert", "鉴定意见"
        SCENE = "scene", "勘验笔录、现场笔录"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    dossier = models.ForeignKey(
        Dossier, models.PROTECT, related_name="evidence", verbose_name="案卷"
    )
    kind = models.CharField("证据种类", max_length=12, choices=Kind.choices)
    name = models.CharField("名称", max_length=120)
    need_code = models.CharField("对应要求", max_length=40, blank=True)
    taken_on = models.DateField("收集日期")
    taken_place = models.CharField("收集地点", max_length=200)
    source = models.CharField("来源", max_length=200, blank=True)
    provider = models.CharField("提供人", max_length=60, blank=True)
    copy_note = models.CharField("与原件核对情况", max_length=200, blank=True)
    proves = models.CharField("证明对象", max_length=200)
    collected_by = models.JSONField("收集人员", default=list)
    recording = models.ForeignKey(
        Recording, models.PROTECT, null=True, blank=True, verbose_name="音像记录"
    )
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, verbose_name="对应文书"
    )
    lawful = models.BooleanField("取得方式合法", default=True)
    listed_by = models.CharField("登记人", max_length=80)
    listed_at = models.DateTimeField("登记时间")
    excluded_reason = models.CharField("排除原因", max_length=200, blank=True)
    excluded_by = models.CharField("排除人", max_length=80, blank=True)
    excluded_at = models.DateTimeField("排除时间", null=True, blank=True)
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "证据"
        constraints = [
            models.CheckConstraint(
                name="evidence_excluded_by_someone_for_a_reason",
                condition=Q(excluded_at__isnull=True, excluded_by="", excluded_reason="")
                | (Q(excluded_at__isnull=False) & ~Q(excluded_by="") & ~Q(excluded_reason="")),
            ),
            models.CheckConstraint(
                name="evidence_unlawful_is_excluded",
                condition=Q(lawful=True) | Q(excluded_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Service(models.Model):
    """How a paper reached its addressee 送达 (行政处罚法 第六十一条；民事诉讼法 八十七至九十五).

    served_on: the day of the receipt, of leaving, or on which a public notice was issued.
    effective_on: the day from which terms run. servers: user ids.
    """

    class Way(models.TextChoices):
        DIRECT = "direct", "直接送达"
        LEAVE = "leave", "留置送达"
        ELECTRONIC = "electronic", "电子送达"
        MAIL = "mail", "邮寄送达"
        ENTRUST = "entrust", "委托送达"
        NOTICE = "notice", "公告送达"

    id = models.CharField("编号", max_length=ids.LENGTH, primary_key=True, default=ids.new)
    document = models.ForeignKey(
        Document, models.PROTECT, related_name="services", verbose_name="文书"
    )
    way = models.CharField("送达方式", max_length=12, choices=Way.choices)
    receiver = models.CharField("收件人", max_length=60, blank=True)
    relation = models.CharField("与当事人关系", max_length=60, blank=True)
    served_on = models.DateField("送达日期")
    served_time = models.TimeField("送达时间", null=True, blank=True)
    notice_issued_on = models.DateField("公告发布日期", null=True, blank=True)
    effective_on = models.DateField("视为送达日期")
    place = models.CharField("地点", max_length=200)
    servers = models.JSONField("送达人")
    witness = models.CharField("见证人", max_length=60, blank=True)
    film = models.ForeignKey(Recording, models.PROTECT, null=True, verbose_name="送达影像")
    confirmation = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name="送达地址确认书"
    )
    tracking = models.CharField("邮寄单号", max_length=60, blank=True)
    reason = models.CharField("采用该方式的原因", max_length=300, blank=True)
    noted_by = models.CharField("登记人", max_length=80)
    noted_at = models.DateTimeField("登记时间")
    sealed = True

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        constraints = [
            models.CheckConstraint(
                name="service_never_before_its_day", condition=Q(effective_on__gte=F("served_on"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document} {self.get_way_display()}"
