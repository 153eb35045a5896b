"""One PDF of a whole volume: cover, contents, papers with running page numbers, end sheet. Pure."""

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from io import BytesIO

import pikepdf

Paper = tuple[str, bytes]  # title and PDF
NUMBER = "/ZhifaPageNumber"


def _flat(data: bytes, open_: ExitStack) -> pikepdf.Pdf:
    """A paper whose seals have become part of the page; it stays open until it is saved."""
    paper = open_.enter_context(pikepdf.open(BytesIO(data)))
    paper.flatten_annotations("all")
    for page in paper.pages:
        for key in ("/Annots", "/StructParents"):
            if key in page:
                del page[key]
    return paper


def _lay_over(book: pikepdf.Pdf, page: pikepdf.Page, number: pikepdf.Page) -> None:
    """As Page.add_overlay, but under a fixed name: the same parts must give the same bytes."""
    drawing = book.copy_foreign(number.as_form_xobject())
    page.add_resource(drawing, pikepdf.Name.XObject, pikepdf.Name(NUMBER))
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ q %b Do Q\n" % NUMBER.encode())


def bind(
    front: bytes, papers: Sequence[Paper], back: bytes, numbers: Callable[[int], bytes]
) -> bytes:
    """The bytes of a volume, the same for the same parts.

    front: cover and contents; its PDF/A marks become those of the volume. numbers: a PDF of so
    many pages with nothing but their number, laid over the papers. Cover, contents and end sheet
    carry none (law.md 3.4). Seals stay visible; what proves them stays in the papers themselves.
    """
    with ExitStack() as open_:
        book = open_.enter_context(pikepdf.open(BytesIO(front)))
        begin, places = len(book.pages), []
        for title, data in papers:
            places.append((title, len(book.pages)))
            book.pages.extend(_flat(data, open_).pages)
        count = len(book.pages) - begin
        if count:
            printed = open_.enter_context(pikepdf.open(BytesIO(numbers(count))))
            for page, number in zip(book.pages[begin:], printed.pages, strict=True):
                _lay_over(book, page, number)
        places.append(("备考表", len(book.pages)))
        book.pages.extend(_flat(back, open_).pages)
        with book.open_outline() as outline:
            outline.root.clear()
            outline.root.extend(pikepdf.OutlineItem(title, page) for title, page in places)
        made = BytesIO()
        book.save(made, deterministic_id=True)
    return made.getvalue()
