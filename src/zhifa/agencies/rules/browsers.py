"""What a browser calls itself, in words. Pure."""

import re

BROWSERS = (
    (r"MicroMessenger/(\d+)", "微信"),
    (r"DingTalk/(\d+)", "钉钉"),
    (r"(?:Edg|EdgA|EdgiOS)/(\d+)", "Edge"),
    (r"(?:Firefox|FxiOS)/(\d+)", "Firefox"),
    (r"(?:HeadlessChrome|Chrome|CriOS)/(\d+)", "Chrome"),
    (r"Version/(\d+)[.\d]* .*Safari/", "Safari"),
)
PLACES = (
    ("HarmonyOS", "鸿蒙"),
    ("Android", "安卓"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "Mac"),
    ("Linux", "Linux"),
)
UNKNOWN = "浏览器未知"


def browser_words(agent: str) -> str:
    """Which browser on what, e.g. Chrome 126，Windows."""
    known = ((re.search(pattern, agent), name) for pattern, name in BROWSERS)
    browser = next((f"{name} {found[1]}" for found, name in known if found), "")
    place = next((name for mark, name in PLACES if mark in agent), "")
    return "，".join(word for word in (browser, place) if word) or UNKNOWN
