"""A made-up statute in the shape of the data packs, for tests."""

from datetime import UTC, date, datetime
from typing import Any

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
TODAY = date(2026, 3, 2)
BODY = """# 某某管理条例

2019年1月1日公布

## 第一章　总则

**第一条**　为了管理某某，制定本条例。

**第二条**　经营者不得有下列行为：

（一）伪造标签；

（二）销售下列物品：

1.过期的；

2.变质的。

前款所称经营者，包括个体工商户。

## 第二章　法律责任

第二条之一 有违反的，罚款。

第三条规定的处罚由某局实施。

**第四条** 处一百元以上罚款。

附件：收费表

第一条 附件的条文不算。
"""


def head(**facts: object) -> dict[str, Any]:
    return {
        "id": "T-1",
        "title": "中华人民共和国某某管理条例",
        "level": "行政法规",
        "promulgated": "2019-01-01",
        "version_date": "2019-01-01",
        "effective": "2019-03-01",
        "status": "现行有效",
    } | facts


NEWER = head(id="T-2", version_date="2024-06-01", effective="2024-08-01", revised=["2024-06-01"])
