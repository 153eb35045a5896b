"""What the demo's reviewers say: the words of each opinion, and the problem it names."""

ADVICE = {
    "agree": "主体合法，事实清楚，适用法律正确。",
    "agree_with_fixes": "补正送达回证后同意。",
    "supplement_evidence": "货值金额的证据不足，请补充进货票据后重新送审。",
    "correct_procedure": "告知程序有遗漏，请补正后重新送审。",
    "change": "裁量档次偏重，请调整后重新送审。",
    "disagree": "主要事实不清，不同意拟处理意见。",
    "transfer": "涉嫌犯罪，建议移送公安机关。",
}
PROBLEMS = {
    "supplement_evidence": (4, "货值金额的证据不足", "行政处罚法 第四十条", "补充进货票据"),
    "correct_procedure": (3, "告知程序有遗漏", "行政处罚法 第四十四条", "补正告知"),
    "change": (5, "裁量档次偏重", "行政处罚法 第三十四条", "调整裁量档次"),
    "disagree": (4, "主要事实不清", "行政处罚法 第四十条", "重新调查"),
    "transfer": (8, "涉嫌犯罪", "行政处罚法 第二十七条", "移送公安机关"),
}
