"""What may stand in the way of a record. Pure."""

from zhifa.kernel.refusals import Obstacle

SEALED = Obstacle("dossier_sealed", "案卷已归档封存，不能再增加或者改动材料。", "档案法 第十四条")
UNKNOWN_TEMPLATE = Obstacle("document:unknown_template", "没有这种文书的模板，请联系基础库管理员。")
MISSING_FACT = Obstacle("document:missing_fact", "文书还缺一项内容，补齐后再制作。")
OTHER_DOSSIER = Obstacle(
    "record:other_dossier", "所选材料不在本案卷中，请改选本案卷的材料。", "行政处罚法 第四十七条"
)
FACTS_MISSING = Obstacle(
    "recording:facts",
    "音像记录须注明采集时间、采集地点、采集人和证明对象。",
    "全过程记录制度 音像记录",
)
TAKEN_AHEAD = Obstacle(
    "recording:future", "采集时间不能晚于现在，核对设备时间后改正。", "全过程记录制度 音像记录"
)
EMPTY_FILE = Obstacle("recording:empty", "文件是空的，请重新选择。")
WRONG_MEDIA = Obstacle(
    "recording:media",
    "文件内容与所选种类不符。照片用 JPEG、PNG、WebP，录像用 MP4、WebM，录音用 MP3、M4A、WAV、OGG。",
    "最高人民法院关于行政诉讼证据若干问题的规定 第十二条",
)
EVIDENCE_AHEAD = Obstacle("evidence:future", "收集日期不能晚于今天。", "行政处罚法 第四十七条")
EVIDENCE_FACTS = Obstacle(
    "evidence:facts", "证据须注明名称、收集地点和证明对象。", "行政处罚法 第四十六条"
)
EVIDENCE_KIND = Obstacle("evidence:kind", "证据须是法定八种之一。", "行政处罚法 第四十六条")
TWO_COLLECTORS = Obstacle(
    "evidence:two_officers",
    "收集证据须有两名以上执法人员，证件在收集当日有效。",
    "行政处罚法 第四十二条",
)
EXCLUDED_ALREADY = Obstacle("evidence:excluded", "这项证据已经排除。", "行政处罚法 第四十六条")
NEEDS_REASON = Obstacle("evidence:reason", "写明排除这项证据的原因。", "行政处罚法 第四十六条")
CONFIRMATION_INCOMPLETE = Obstacle(
    "confirmation:incomplete",
    "写明送达地址、收件人和电话；同意电子送达的，还要写明接收方式和账号。",
    "行政处罚法 第六十一条",
)
NO_PURPOSE = Obstacle(
    "export:purpose", "写明导出案卷的用途，例如应诉、评查、移交档案馆。", "个人信息保护法 第六条"
)
