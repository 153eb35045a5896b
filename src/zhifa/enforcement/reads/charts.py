"""Procedures drawn and told: the flow chart, its words, the guide for the party. All public."""

from django.template.loader import render_to_string

from zhifa.agencies import reads as agencies
from zhifa.enforcement.rules import chart, chart_words
from zhifa.enforcement.rules.chart_parts import Chart
from zhifa.enforcement.rules.procedure import Procedure
from zhifa.records import reads as records


def _named(permission: str) -> str:
    return agencies.holders_named(permission=permission)


def _texts(*, to_party: bool = False) -> chart_words.Texts:
    return chart_words.Texts(_named, records.party_titles() if to_party else records.titles())


def chart_of(*, procedure: Procedure) -> Chart:  # no viewer: a procedure is public
    """The flow chart of a procedure, laid out for a page."""
    return chart.chart(procedure, _named)


def drawing_of(*, procedure: Procedure) -> str:  # no viewer: a procedure is public
    """The flow chart of a procedure as an SVG document."""
    found = render_to_string("enforcement/_chart.svg", {"chart": chart_of(procedure=procedure)})
    lines = (line.strip() for line in found.splitlines())
    return "\n".join(line for line in lines if line) + "\n"


def outline_of(*, procedure: Procedure) -> str:  # no viewer: a procedure is public
    """The flow chart in words."""
    return chart_words.outline(procedure, _texts())


def guide_of(*, procedure: Procedure) -> str:  # no viewer: a procedure is public
    """The service guide for the party."""
    return chart_words.guide(procedure, _texts(to_party=True))


def charts_of(*, procedure: Procedure) -> dict[str, str]:  # no viewer: a procedure is public
    """The files of a procedure in docs/procedures: name → text."""
    return {
        f"{procedure.code}.svg": drawing_of(procedure=procedure),
        f"{procedure.code}.txt": outline_of(procedure=procedure),
        f"{procedure.code}.guide.txt": guide_of(procedure=procedure),
    }
