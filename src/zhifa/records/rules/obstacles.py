"""What may stand in the way of a record. Pure."""

from zhifa.kernel.refusals import Obstacle

SEALED = Obstacle(
    "dossier_sealed",
    "案卷已归档封存，不能再增加或者改动材料。",
    "档案法 第十四条",
    over="归档后不能再动；后来的情况另立案卷记载。",
)
UNKNOWN_TEMPLATE = Obstacle(
    "document:unknown_template", "没有这种文书的模板。", then="联系基础库管理员。"
)
MISSING_FACT = Obstacle("document:missing_fact", "文书还缺一项内容", then="补齐后再制作。")
OTHER_DOSSIER = Obstacle(
    "record:other_dossier",
    "所选材料不在本案卷中。",
    "行政处罚法 第四十七条",
    then="改选本案卷的材料。",
)
FACTS_MISSING = Obstacle(
    "recording:facts",
    "音像记录没有写全采集时间、采集地点、采集人和证明对象。",
    "全过程记录制度 音像记录",
    then="补全这四项再上传。",
)
TAKEN_AHEAD = Obstacle(
    "recording:future", "采集时间晚于现在。", "全过程记录制度 音像记录", then="核对设备时间后改正。"
)
EMPTY_FILE = Obstacle("recording:empty", "文件是空的。", then="请重新选择。")
WRONG_MEDIA = Obstacle(
    "recording:media",
    "文件内容与所选种类不符。",
    "最高人民法院关于行政诉讼证据若干问题的规定 第十二条",
    then="照片用 JPEG、PNG、WebP，录像用 MP4、WebM，录音用 MP3、M4A、WAV、OGG。",
)
EVIDENCE_AHEAD = Obstacle(
    "evidence:future", "收集日期晚于今天。", "行政处罚法 第四十七条", then="改正日期。"
)
EVIDENCE_FACTS = Obstacle(
    "evidence:facts",
    "证据没有写全名称、收集地点和证明对象。",
    "行政处罚法 第四十六条",
    then="补全后再登记。",
)
EVIDENCE_KIND = Obstacle(
    "evidence:kind", "证据种类不在法定八种之内。", "行政处罚法 第四十六条", then="重新选择种类。"
)
TWO_COLLECTORS = Obstacle(
    "evidence:two_officers",
    "收集证据的执法人员不足两名，或者证件在收集当日无效。",
    "行政处罚法 第四十二条",
    then="改选两名以上执法人员，证件须在当日有效。",
)
EXCLUDED_ALREADY = Obstacle(
    "evidence:excluded",
    "这项证据已经排除。",
    "行政处罚法 第四十六条",
    over="已经排除，不需要再办。",
)
NEEDS_REASON = Obstacle(
    "evidence:reason",
    "没有写明排除这项证据的原因。",
    "行政处罚法 第四十六条",
    then="写明原因后再排除。",
)
CONFIRMATION_INCOMPLETE = Obstacle(
    "confirmation:incomplete",
    "送达地址、收件人和电话没有写全；同意电子送达的，还缺接收方式和账号。",
    "行政处罚法 第六十一条",
    then="补全后再登记。",
)
NO_PURPOSE = Obstacle(
    "export:purpose",
    "没有写明导出案卷的用途。",
    "个人信息保护法 第六条",
    then="写明用途，例如应诉、评查、移交档案馆。",
)
NOT_ARCHIVED = Obstacle(
    "dossier:not_archived", "案卷还没有归档。", "档案法 第十四条", then="归档后再办。"
)
NOTHING_TO_HAND_OVER = Obstacle(
    "transfer:nothing", "没有可以移交的案卷。", over="已归档的案卷都移交过了，或者这一年没有归档。"
)
NO_RECEIVER = Obstacle("transfer:receiver", "没有写明接收单位。", then="写明接收的档案馆。")
HANDED_OVER = Obstacle(
    "transfer:again",
    "所选案卷已经移交，还没有回执或者档案馆已经接收。",
    then="等回执；退回以后再重新做包。",
)
ANSWERED = Obstacle(
    "receipt:again", "这一包的回执已经登记，不能改。", over="退回的重新做包，另等新的回执。"
)
OTHER_PACKAGE = Obstacle(
    "receipt:digest",
    "回执所列的清单摘要不是这一包的。",
    then="与移交登记核对，按回执所答的那一包登记。",
)
RECEIPT_AHEAD = Obstacle("receipt:day", "回执日期早于移交或者晚于今天。", then="改正日期。")
NO_RETURN_REASON = Obstacle("receipt:reason", "退回的没有写明理由。", then="照回执写明退回理由。")
NO_RECIPIENT = Obstacle("receipt:by", "没有写明接收人。", then="照回执写明档案馆的接收人。")
OTHER_AGENCY = Obstacle(
    "transfer:agency", "所选案卷不是本机关的。", then="一次只移交一个机关的案卷。"
)
