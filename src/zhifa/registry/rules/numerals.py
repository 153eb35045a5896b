"""Chinese numerals as statutes use them, both ways."""

import unicodedata

DIGITS = "零一二三四五六七八九"
UNITS = {"十": 10, "百": 100, "千": 1000}
# in figures or in words, never half and half: 0一 is no number
NUMBER = r"(?:[0-9\uff10-\uff19]+|[零\u3007一二两三四五六七八九十百千]+)"
LARGEST = 9999


def to_int(text: str) -> int:
    """第"一百二十四"条 → 124; Arabic digits of either width pass. ValueError for anything else."""
    plain = unicodedata.normalize("NFKC", text).replace("\u3007", "零").replace("两", "二")
    if plain.isdecimal():
        return int(plain)
    if not any(char in UNITS for char in plain):  # 一二四, digit by digit
        return int("".join(str(DIGITS.index(char)) for char in plain))
    total, digit = 0, 0
    for char in plain:
        if char in UNITS:
            total += (digit or 1) * UNITS[char]
            digit = 0
        else:
            digit = DIGITS.index(char)
    return total + digit


def to_chinese(number: int) -> str:
    """124 → 一百二十四, for 1 to 9999; ValueError beyond."""
    if not 1 <= number <= LARGEST:
        raise ValueError(number)
    out, zero = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, number = divmod(number, size)
        if digit:
            out += ("零" if zero and out else "") + DIGITS[digit] + unit
            zero = False
        elif out:
            zero = True
    return out[1:] if out.startswith("一十") else out
