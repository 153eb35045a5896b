"""How people of the demo sign on glass: the same names in the same hand every time."""

import json
from base64 import b64encode
from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

from zhifa.kernel.access import SYSTEM
from zhifa.records import actions, reads
from zhifa.records.rules.glass import GLASS, LINE
from zhifa.web.demo.walk import Walk

WIDE, HIGH = 720, 220
STEP = 14  # ms between two points
PAPERS = {"record_scene": "W09", "question": "W15"}
Stroke = list[list[float]]


def strokes(seed: str, signs: int) -> list[Stroke]:
    """A name of so many characters, three to five strokes each, as a hand would write it."""
    chance, found, at = Random(seed), [], 0.0  # noqa: S311 - the same hand every time
    each = min(150, (WIDE - 80) // max(signs, 1))
    for place in range(signs):
        left, top = 40 + place * each, 50
        for _ in range(chance.randrange(3, 6)):
            x, y = left + chance.randrange(0, each - 50), top + chance.randrange(0, 90)
            dx, dy = chance.uniform(-3, 7), chance.uniform(-2, 6)
            stroke: Stroke = []
            for n in range(chance.randrange(7, 13)):
                bend = chance.uniform(-1.5, 1.5)
                stroke.append([round(x + dx * n, 1), round(y + dy * n + bend, 1), at])
                at += STEP
            found.append(stroke)
            at += 10 * STEP
    return found


def picture(lines: list[Stroke]) -> str:
    """The strokes as the page draws them."""
    drawn = Image.new("RGB", (WIDE, HIGH), "white")
    pen = ImageDraw.Draw(drawn)
    for line in lines:
        pen.line([(p[0], p[1]) for p in line], fill=(10, 20, 40), width=4, joint="curve")
    drawn.save(made := BytesIO(), "PNG")
    return LINE + b64encode(made.getvalue()).decode()


def give(walk: Walk, seed: str) -> None:
    """From now on the party of a case signs on glass, in one hand."""
    walk.after = lambda move: sign(walk, move, seed) if move in PAPERS else None


def sign(walk: Walk, move: str, seed: str) -> None:
    """The party signs the record that a step has just made."""
    paper = reads.documents(dossier_id=walk.case.dossier_id, viewer=SYSTEM)
    last = paper.filter(template=PAPERS[move]).latest("made_at")
    name = walk.party.representative or walk.party.name
    lines = strokes(f"{seed}{move}{last.made_at.isoformat()}", min(len(name), 4))
    told = {"document": last.pk, "words": last.sha256, "width": WIDE, "height": HIGH}
    hand = actions.Hand(
        way=GLASS,
        signer=name,
        words=last.sha256,
        strokes=json.dumps({**told, "strokes": lines}),
        image=picture(lines),
    )
    actions.sign_paper(document_id=last.pk, hand=hand, by=walk.actor("officer"), at=walk.now)
