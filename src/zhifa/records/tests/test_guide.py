"""docs/templates.md says what the templates say."""

from pathlib import Path

from zhifa.records import reads


def test_the_guide_is_fresh() -> None:
    written = Path(__file__).parents[4] / "docs" / "templates.md"
    assert written.read_text(encoding="utf-8") == reads.guide(), (
        "zhifa templates > docs/templates.md"
    )


def test_required_facts_have_chinese_names() -> None:
    for code in reads.template_codes():
        assert not [name for name in reads.required(code).values() if name.isascii()]
    assert reads.required("W44")["agency.court"] == "管辖法院"
    assert reads.titles()["W44"] == "行政处罚决定书"
