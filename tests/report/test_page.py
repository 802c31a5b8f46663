"""The page: nothing outside it, nothing in it that runs, and its keys in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner import Article
from cleaner.cli import run
from cleaner.report import gather, render
from cleaner.report.compare import Before
from tests.strategies import book, cleaner

PROSE = "The harbour wall lost nine metres of its crown in the storm of January, they said."
HOSTILE = "<script>document.title='owned'</script><img src=x onerror=\"document.title='owned'\">"
#: Where Debian, Fedora and macOS keep a Chromium.
BROWSERS = (
    "chromium", "chromium-browser", "google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)  # fmt: skip
BROWSER = next((found for name in BROWSERS if (found := shutil.which(name))), None)


def articles() -> list[Article]:
    pages = [
        f"Wall falls\n\n{PROSE} One.\n\nSign up for our newsletter\n\n{PROSE} Two.\n\nRead more: Tides",
        f"{HOSTILE} and more\n\n{PROSE} {HOSTILE} said “it is done†but nobody heard.\n\n"
        f"Sign up for our {HOSTILE} newsletter",
        "\n\n".join(f"{PROSE} Boat {n}." for n in range(60)) + "\n\nFollow us on Twitter",
    ]
    return [cleaner().clean(page, id=f"id-{i}", format="text") for i, page in enumerate(pages)]


def page_of(records: list[Article], **more: Any) -> str:
    return "".join(render(gather(records, book=book(), **more), title="Run of May"))


class Tags(HTMLParser):
    """Tags and attributes that a page has, and tags left open."""

    VOID = frozenset({"meta", "input", "link", "br", "img"})

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_whole_and_loads_nothing() -> None:
    tags = Tags()
    tags.feed(page_of(articles()))
    assert tags.open == []
    assert [tag for tag, _ in tags.found].count("script") == 1
    for tag, attributes in tags.found:
        assert tag not in {"img", "link", "iframe", "object"}
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")


def test_every_link_has_its_target() -> None:
    tags = Tags()
    tags.feed(page_of(articles(), before=Before(articles()[:1])))
    ids = [attributes["id"] for _, attributes in tags.found if "id" in attributes]
    assert len(ids) == len(set(ids))
    links = {str(a["href"])[1:] for tag, a in tags.found if tag == "a"}
    assert links <= set(ids)


def test_the_same_records_give_the_same_page() -> None:
    assert page_of(articles()) == page_of(articles())


def test_a_page_about_nothing_is_a_page() -> None:
    assert "0 articles" in page_of([])


def test_control_characters_are_drawn() -> None:
    seen = page_of([cleaner().clean(f"{PROSE} a\x1b[2Jb \u202egnp", id="x")])
    assert "\x1b" not in seen
    assert "\u202e" not in seen


def test_the_command_writes_the_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = tmp_path / "a.jsonl"
    records.write_bytes(b"".join(article.to_json() + b"\n" for article in articles()))
    target = tmp_path / "r.html"
    assert run(["report", str(records), "--before", str(records), "-o", str(target)]) == 0
    assert re.search(r"<title>Report · 3 articles</title>", target.read_text("utf-8"))
    assert "3 articles" in capsys.readouterr().err


def test_a_line_that_is_no_record_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    records = tmp_path / "a.jsonl"
    records.write_bytes(articles()[0].to_json() + b'\n{"id": 1}\n')
    target = tmp_path / "r.html"
    assert run(["report", str(records), "-o", str(target)]) == 2
    assert f"{records}:2:1: not a record" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == [records]


def test_an_article_without_a_headline_is_called_by_how_it_begins() -> None:
    (article,) = articles()[2:]
    bare = msgspec.structs.replace(article, headline=None)
    page = page_of([bare])
    assert f"<h3>{bare.text[:70]}…</h3>" in page


# --- in a browser


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    if BROWSER is None:
        pytest.skip("no Chromium on this machine")
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Any]:
    """The page, opened from a file; no message of the browser's may be left over."""
    path = tmp_path / "report.html"
    path.write_text(page_of(articles()), encoding="utf-8")
    said: list[str] = []
    tab = browser.new_page(viewport={"width": 1200, "height": 800})
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    tab.goto(path.as_uri())
    yield tab
    tab.close()
    assert said == []


def test_what_an_article_says_never_runs(opened: Any) -> None:
    opened.goto(opened.url + "#article-1")
    opened.wait_for_timeout(100)
    assert opened.title() == "Run of May · 3 articles"
    assert "document.title='owned'" in opened.inner_text("#reading")


def test_j_and_k_walk_from_cut_to_cut(opened: Any) -> None:
    opened.keyboard.press("j")
    first = opened.inner_text(".now")
    opened.keyboard.press("j")
    second = opened.inner_text(".now")
    opened.keyboard.press("k")
    assert "newsletter" in first
    assert second != first == opened.inner_text(".now")
    assert opened.evaluate("document.activeElement.classList.contains('now')")


def test_u_leaves_what_is_kept(opened: Any) -> None:
    before = opened.inner_text("#article-0")
    opened.keyboard.press("u")
    after = opened.inner_text("#article-0")
    assert "Sign up for our newsletter" in before
    assert "Sign up for our newsletter" not in after
    assert "Two." in after
    opened.keyboard.press("u")
    assert opened.inner_text("#article-0") == before


def test_a_label_can_be_hidden(opened: Any) -> None:
    opened.uncheck(".chip input[data-label=newsletter]")
    assert "Sign up for our newsletter" not in opened.inner_text("#article-0")


def test_n_and_p_turn_the_articles(opened: Any) -> None:
    opened.keyboard.press("n")
    opened.wait_for_selector("#article-1:not([hidden])")
    assert opened.get_attribute("#article-list a[aria-current]", "href") == "#article-1"
    opened.keyboard.press("p")
    opened.wait_for_selector("#article-0:not([hidden])")


def test_the_rules_are_sorted_and_found(opened: Any) -> None:
    opened.click("#rule-table thead button >> text=Rule")
    opened.click("#rule-table thead button >> text=Rule")
    names = opened.eval_on_selector_all("#rule-table .id", "all => all.map(x => x.textContent)")
    assert names == sorted(names)
    opened.fill("#rules input", "newsletter")
    assert opened.locator("#rule-table tbody tr:visible").count() >= 1
    assert opened.locator("#rule-table tbody tr:visible").count() < len(names)


@pytest.mark.parametrize("width", [1400, 400])
def test_nothing_is_wider_than_the_window(opened: Any, width: int) -> None:
    opened.set_viewport_size({"width": width, "height": 800})
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_its_ground(opened: Any, scheme: str) -> None:
    opened.emulate_media(color_scheme=scheme)
    ink, paper = opened.evaluate(
        """() => ["color", "backgroundColor"].map(name => {
             const canvas = new OffscreenCanvas(1, 1).getContext("2d");
             canvas.fillStyle = getComputedStyle(document.body)[name];
             canvas.fillRect(0, 0, 1, 1);
             return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
           })"""
    )
    assert _contrast(ink, paper) > 7  # what WCAG 2.2 asks for at level AAA


def _contrast(one: list[int], other: list[int]) -> float:
    def luminance(color: list[int]) -> float:
        linear = [
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
            for c in (channel / 255 for channel in color)
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_on_a_phone_a_rule_shows_its_examples_without_scrolling(opened: Any) -> None:
    opened.set_viewport_size({"width": 360, "height": 740})
    box = opened.locator("#rule-table tbody tr .samples summary").first.bounding_box()
    assert box["x"] + box["width"] <= 360


def test_an_example_leads_to_its_article(opened: Any) -> None:
    opened.click("#rule-table .samples summary >> nth=0")
    opened.click("#rule-table .samples a >> nth=0")
    opened.wait_for_timeout(100)
    assert opened.locator(".reading article:visible").count() == 1
    assert re.search(r"#article-\d+$", opened.url)
