"""How much may still be kept."""

import shutil
from pathlib import Path

from django.conf import settings
from django.db.models import Sum

from zhifa.records.models import StoredFile, Upload
from zhifa.records.rules.storage import Storage


def storage() -> Storage:
    """How much room there is: by the quota, or on the disk where there is none; no viewer."""
    promised = Upload.objects.filter(ended_at=None).aggregate(sum=Sum("length"))["sum"] or 0
    quota = settings.UPLOADS["quota"]
    if quota:
        used = StoredFile.objects.aggregate(sum=Sum("size"))["sum"] or 0
        return Storage(quota, used, promised)
    root = Path(settings.FILES)
    nearest = next(p for p in (root, *root.parents) if p.exists())
    disk = shutil.disk_usage(nearest)
    return Storage(disk.used + disk.free, disk.used, promised)
