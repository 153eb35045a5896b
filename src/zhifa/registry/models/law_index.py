from django.db import models

BUCKETS = 8192  # keys kept free for the buckets of one part


class IndexPart(models.Model):
    """A part of the search index of articles 条文索引, made by one import and never changed.

    articles, versions: keys of the articles and of their versions, as packed 32-bit numbers; a
    version 0 is an article that is no longer there. paths: headings, of which `places` says which.
    token: new for every part, so that nobody takes one for another.
    """

    token = models.CharField("标识", max_length=26)
    bits = models.PositiveSmallIntegerField("桶位数")
    size = models.PositiveIntegerField("条数")
    articles = models.BinaryField("条文键")
    versions = models.BinaryField("版本键")
    numbers = models.BinaryField("条号")
    places = models.BinaryField("章节号")
    paths = models.JSONField("章节")

    class Meta:
        verbose_name = verbose_name_plural = "条文索引"

    def __str__(self) -> str:
        return self.token


class IndexBucket(models.Model):
    """Where pairs of characters occur, for one bucket of a part; `rules.law_rank` reads it.

    id: BUCKETS times the part, and the bucket.
    """

    id = models.PositiveBigIntegerField("键", primary_key=True)
    data = models.BinaryField("出现处")

    class Meta:
        verbose_name = verbose_name_plural = "条文索引桶"

    def __str__(self) -> str:
        return str(self.pk)
