"""Which papers there are, and what each must be given."""

from collections.abc import Iterable

from zhifa.records.rules import linting, templates, words
from zhifa.records.rules.linting import Fault
from zhifa.registry import reads as registry


def titles() -> dict[str, str]:
    """Titles of all kinds of papers by code; public, so without a viewer."""
    return {code: form.title for code, form in templates.library().templates.items()}


def party_titles() -> dict[str, str]:
    """Titles of the papers that go to the party by code; public, without a viewer."""
    sent = ((c, f) for c, f in templates.library().templates.items() if f.outgoing)
    return {c: f.title for c, f in sent if not f.addressee or "{party." in f.addressee}


def template_codes() -> frozenset[str]:
    """Codes of all kinds of papers; public, without a viewer."""
    return frozenset(templates.library().templates)


def required(code: str) -> dict[str, str]:
    """Facts a paper cannot be made without, path → Chinese name; public, without a viewer.

    KeyError for a code that is no template.
    """
    return templates.required(templates.library().templates[code])


def roots(codes: Iterable[str]) -> frozenset[str]:
    """The first words of all facts that papers of these kinds ask for; public, without a viewer."""
    known = templates.library().templates
    return frozenset(root for code in codes if code in known for root in templates.roots(code))


def by_case(code: str) -> bool:
    """Whether serving this kind of paper is a step of the case; public, without a viewer."""
    form = templates.library().templates.get(code)
    return bool(form and form.by_case)


def sources() -> dict[str, tuple[str, tuple[str, ...]]]:
    """What every kind of paper cites: code → title and citations; public, without a viewer."""
    return {
        code: (
            form.title,
            tuple(dict.fromkeys((form.source, *(b.article for b in form.blocks if b.article)))),
        )
        for code, form in templates.library().templates.items()
    }


def guide() -> str:
    """The text of docs/templates.md; public, without a viewer."""
    return words.guide()


def template_faults() -> list[Fault]:
    """What is wrong with the house's templates, by every rule; public, without a viewer."""
    return linting.lint(templates.library(), registry.index_faults)
