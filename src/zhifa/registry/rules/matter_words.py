"""What is said of a matter that is not written as it should be."""

from zhifa.kernel.refusals import Obstacle

NO_TIERS = Obstacle(
    "matter:tiers",
    "没有裁量档次，或者各档代码重复。",
    "行政处罚法 第三十四条",
    then="至少写一个档次，代码各不相同。",
)
TIER_OUTSIDE = Obstacle(
    "matter:tier_outside",
    "裁量档次超出法定幅度。",
    "行政处罚法 第三十四条",
    then="请改到幅度以内。",
)
TIER_REVERSED = Obstacle("matter:tier_reversed", "裁量档次的下限高于上限。", then="请核对。")
RANGE_REVERSED = Obstacle("matter:range_reversed", "罚款下限高于上限。", then="请核对。")
UNKNOWN_KIND = Obstacle(
    "matter:kind", "处罚种类不在法定种类之内。", "行政处罚法 第九条", then="请重新选择。"
)
KIND_APART = Obstacle(
    "matter:kind_apart",
    "应当给予的种类、某一档应当给予的种类、情节严重才可给予的种类，须在处罚种类之内；应当的和情节严重的不能两处都写。",
    "行政处罚法 第四条",
    then="与处罚种类核对后改正。",
)
NO_EVIDENCE = Obstacle(
    "matter:evidence",
    "没有写明要收集的证据，或者各项代码重复。",
    "行政处罚法 第四十条",
    then="写明证据，代码各不相同。",
)
UNKNOWN_EVIDENCE = Obstacle(
    "matter:evidence_kind",
    "证据种类不在法定八种之内。",
    "行政处罚法 第四十六条",
    then="请重新选择。",
)
LIMITATION = Obstacle(
    "matter:limitation",
    "追责期限不是二年或者五年。",
    "行政处罚法 第三十六条",
    then="改为二年或者五年。",
)
NO_CLAUSE = Obstacle(
    "matter:clause",
    "没有写明违反的条款和处罚依据的条款。",
    "行政处罚法 第四条、第五十九条",
    then="写明条款。",
)
NO_BASIS = Obstacle(
    "matter:basis", "没有写明设定依据的条款。", "国办发〔2018〕118 号", then="写明条款。"
)
WRONG_KIND = Obstacle("matter:power_kind", "没有这种权力类型。", then="请重新选择。")
UNKNOWN_WORD = Obstacle("matter:word", "有不认识的选项。", then="请重新选择。")
CODE_SHAPE = Obstacle(
    "matter:code", "事项编码只能用字母、数字、连字号、点和下划线，最多 40 位。", then="请改正。"
)
TOO_LONG = Obstacle("matter:length", "文字太长。", then="请精简。")
NO_LINE_SOURCE = Obstacle(
    "matter:hearing_source",
    "听证标准写了已核定，没有写明核对的是哪个规定。",
    "行政处罚法 第六十三条",
    then="写明规定的名称和条款，或者改为待核定。",
)
