"""When a party's hand on a paper holds, and what may stand in its way. Pure."""

import json
from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from zhifa.kernel.refusals import Obstacle
from zhifa.records.rules import media
from zhifa.records.rules.pictures import picture_size

FORMAT = "zhifa-glass/1"
GLASS, SCAN = "glass", "scan"
SIGNED = (GLASS, SCAN)
# who is no officer and puts a name under a paper, as the lines for names call them
PARTIES = ("当事人", "被询问人", "检查对象", "被抽样人", "收件人", "提供人", "领取人", "约谈对象")
LARGEST_IMAGE, LARGEST_STROKES, LARGEST_SCAN = 512 * 1024, 512 * 1024, 10 * 1024 * 1024
POINT = 3  # x, y, ms
MOST_POINTS, FEWEST_POINTS, SMALLEST = 20_000, 4, 12  # SMALLEST: of a name, in pixels
WIDEST, WIDEST_SCAN = 4096, 10_000  # pixels, either way: of the glass; of A4 at 800 dpi
LONGEST = 60 * 60 * 1000  # ms over which one name is written
OUTSIDE = -10_000  # how far a stroke may leave the glass
LINE = "data:image/png;base64,"
RECORD = "最高人民法院关于行政诉讼证据若干问题的规定 第十五条"
RELIABLE = "电子签名法 第十三条"

NO_LINE = Obstacle("glass:no_line", "这份文书没有当事人签名的地方。", over="不需要当事人签名。")
WITHDRAWN = Obstacle(
    "glass:withdrawn", "这份文书已经失效，不能再签名。", over="文书失效；请在新的文书上签名。"
)
CHANGED = Obstacle(
    "glass:changed",
    "当事人所看的文字与现在的文书不同，签名没有保存。",
    RELIABLE,
    then="重新打开文书，请当事人看过以后再签。",
)
ALREADY = Obstacle(
    "glass:already", "这个人已经在这份文书上签名。", over="已经签名，不需要再签，也不能再记拒签。"
)
NO_SIGNER = Obstacle("glass:signer", "没有写明签名人。", RECORD, then="写明姓名。")
EMPTY = Obstacle("glass:empty", "签名处没有笔迹。", RELIABLE, then="请当事人在签名处写下姓名。")
UNREADABLE = Obstacle(
    "glass:strokes", "笔迹读不出来，没有保存。", RELIABLE, then="清除后重新签，或者上传签名页。"
)
OTHER_PAPER = Obstacle(
    "glass:other", "笔迹是在另一份文书上写的，没有保存。", RELIABLE, then="打开这份文书重新签。"
)
NOT_PICTURE = Obstacle(
    "glass:picture", "签名图像不是完好的 PNG 图片，没有保存。", RELIABLE, then="清除后重新签。"
)
TOO_LARGE = Obstacle(
    "glass:large", "文件太大，没有保存。", then="签名页不超过 10 MB；缩小或者重新扫描后再传。"
)
NO_SCAN = Obstacle("glass:no_scan", "没有选择签名页。", RECORD, then="选择扫描件，或者当场手写。")
NOT_SCAN = Obstacle(
    "glass:scan",
    "签名页不是完好的 JPEG、PNG 或者 PDF，没有保存。",
    then="重新扫描或者拍照后再传；改过后缀名的文件不行。",
)
NO_REASON = Obstacle(
    "glass:reason", "没有写明拒绝签名或者不能签名的原因。", RECORD, then="写明原因和当时情况。"
)
NO_WITNESS = Obstacle(
    "glass:witness",
    "当事人没有签名，也没有见证人签名或者录像。",
    RECORD,
    then="请见证人写下姓名并签名（手写或者上传签名页），或者选一段录像。",
)
WITNESS_OFFICER = Obstacle(
    "glass:witness_officer", "办案人员不能作见证人。", RECORD, then="另请见证人，或者选一段录像。"
)
UNKNOWN_WAY = Obstacle("glass:way", "签名方式不在可选的范围内。", then="重新选择。")


@dataclass(frozen=True, slots=True)
class Hand:
    """What came in. words: digest of what the person read; strokes, image: as the page sent them.

    film: the id of a recording. scan: the bytes of a scanned page.
    """

    way: str
    signer: str
    words: str
    strokes: str = ""
    image: str = ""
    scan: bytes = b""
    reason: str = ""
    witness: str = ""
    film: str = ""

    @property
    def by_pen(self) -> bool:
        """Whether the hand was written on the glass: a scanned page is taken before it."""
        return self.way == GLASS or (self.way != SCAN and bool(self.strokes) and not self.scan)


def party_line(content: Mapping[str, Any] | None) -> str:
    """Who of the outside signs a paper, in the words of its own lines; empty: nobody."""
    lines = (content or {}).get("sign", ())
    return next((who for line in lines for who in PARTIES if who in line), "")


def party_at(content: Mapping[str, Any] | None) -> int | None:
    """Which of the lines for names is the party's, from 0."""
    lines = (content or {}).get("sign", ())
    return next((n for n, line in enumerate(lines) if any(who in line for who in PARTIES)), None)


Strokes = list[list[list[float]]]


def strokes_of(text: str) -> dict[str, Any] | None:
    """What the page says of the strokes; None when it is not of its shape."""
    try:
        told = json.loads(text, parse_constant=lambda _: None)
    except (ValueError, RecursionError):
        return None
    fits = isinstance(told, dict) and isinstance(told.get("strokes"), list)
    if not fits or not all(_number(told.get(side)) for side in ("width", "height")):
        return None
    return told if all(_stroke(one) for one in told["strokes"]) else None


def _stroke(points: Any) -> bool:
    return isinstance(points, list) and all(
        isinstance(p, list) and len(p) == POINT and all(_number(value) for value in p)
        for p in points
    )


def _number(value: Any) -> bool:
    return type(value) in {int, float} and OUTSIDE < value < LONGEST


def _small(points: Sequence[Sequence[float]]) -> bool:
    """A dot or a touch by mistake: no name."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return len(points) < FEWEST_POINTS or max(max(xs) - min(xs), max(ys) - min(ys)) < SMALLEST


def _disordered(points: Sequence[Sequence[float]]) -> bool:
    times = [p[2] for p in points]
    backwards = any(later < earlier for earlier, later in pairwise(times))
    return backwards or times[0] < 0 or len(points) > MOST_POINTS


def stroke_obstacles(hand: Hand, document_id: str) -> list[Obstacle]:
    """What is wrong with strokes: none, of another paper, or none that a hand could write."""
    if not hand.strokes or len(hand.strokes) > LARGEST_STROKES:
        return [TOO_LARGE if hand.strokes else EMPTY]
    told = strokes_of(hand.strokes)
    if told is None:
        return [UNREADABLE]
    if (told.get("document"), told.get("words")) != (document_id, hand.words):
        return [OTHER_PAPER]
    points = [p for stroke in told["strokes"] for p in stroke]
    if not points or _small(points):
        return [EMPTY]
    return [UNREADABLE] if _disordered(points) else []


def picture_of(hand: Hand) -> bytes:
    """The picture that the page sent; empty when it is none."""
    try:
        return b64decode(hand.image.removeprefix(LINE), validate=True)
    except (NotBase64, ValueError):
        return b""


def picture_obstacles(hand: Hand) -> list[Obstacle]:
    """What is wrong with the picture of the strokes."""
    if len(hand.image) > LARGEST_IMAGE:
        return [TOO_LARGE]
    whole = hand.image.startswith(LINE) and picture_size(picture_of(hand), "PNG", WIDEST)
    return [] if whole else [NOT_PICTURE]


WHOLE: Mapping[str, Callable[[bytes], bool]] = {
    "image/png": lambda data: picture_size(data, "PNG", WIDEST_SCAN) is not None,
    "image/jpeg": lambda data: picture_size(data, "JPEG", WIDEST_SCAN) is not None,
    "application/pdf": lambda data: b"%%EOF" in data[-1024:],
}


def scan_obstacles(data: bytes) -> list[Obstacle]:
    """What is wrong with a scanned page."""
    if not data:
        return [NO_SCAN]
    if len(data) > LARGEST_SCAN:
        return [TOO_LARGE]
    whole = WHOLE.get(media.sniff(data[: media.HEAD]))
    return [] if whole and whole(data) else [NOT_SCAN]


def hand_obstacles(hand: Hand, document_id: str) -> list[Obstacle]:
    """What is wrong with the hand itself, whichever way it came."""
    if hand.by_pen:
        wrong = stroke_obstacles(hand, document_id)
        return wrong or picture_obstacles(hand)
    return scan_obstacles(hand.scan)


def refusal_obstacles(hand: Hand, *, thin: bool, officers: str) -> list[Obstacle]:
    """What a paper without the party's name needs (最高法行政诉讼证据规定 十五；民诉法 八十九).

    officers: the names of those who made the paper, in one text. A witness signs, or a film shows.
    """
    witness, hand_given = hand.witness.strip(), bool(hand.strokes or hand.scan)
    checks = {
        NO_REASON: thin,
        NO_WITNESS: not hand.film and not (witness and hand_given),
        WITNESS_OFFICER: bool(witness) and witness in officers,
    }
    return [obstacle for obstacle, broken in checks.items() if broken]
