"""The page of a run: whole without a network, safe with any text, sound for any reader."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from PIL import Image

from tests.conftest import thinned
from tests.viz import synthetic
from viz.figures.tables import RunFacts
from viz.figures.theme import palette
from viz.reports.compare import report_compare
from viz.reports.outcomes import PRINTED
from viz.reports.page import About, PageTable, Report, TableColumn, TableRow, write_report
from viz.reports.run import drawings, report_drawn
from viz.reports.run_summary import sentences, table
from viz.reports.saving import VARIANTS, Picture

NASTY = '<script>alert("x")</script> & "quotes" \'n\' {{ braces }}'
ABOUT = About(
    title=f"A scenario {NASTY}",
    about=f"First paragraph.\nStill the first. {NASTY}\n\nSecond paragraph.",
    command=f"goodwill run {NASTY} --seed 1",
    what={"People": "300", f"Engine {NASTY}": NASTY},
    definitions=[("trust", "0 to 1", NASTY)],
    files=[("series.parquet", NASTY), ("figures/a b.png", "a name with a space")],
)
VOID = {"meta", "link", "img", "source", "br", "hr", "input"}


class Page(HTMLParser):
    """Reads a page strictly: every element closed, in order; keeps tags, ids and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


@pytest.fixture(scope="module")
def run_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = synthetic.friends(300)
    names = (f"Brand {NASTY}", "Loudwell", "Nine O'Clock")
    facts = RunFacts(people=300, seed=1, outcomes=PRINTED)
    folder = tmp_path_factory.mktemp("run")
    series = synthetic.series(people=300, days=60, names=names)
    people = synthetic.people(graph, names=names)
    pictures = [draw() for draw in drawings(folder / "figures", series, people, graph, facts)]
    return report_drawn(folder, series, facts, ABOUT, pictures)


@pytest.fixture(scope="module")
def compare_page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    facts = RunFacts(people=300, seed=1, replicates=30, outcomes=PRINTED)
    folder = tmp_path_factory.mktemp("compare")
    return report_compare(folder, synthetic.differences(), synthetic.paths(), facts, ABOUT)


@pytest.fixture(params=thinned(["run_page", "compare_page"]))
def path(request: pytest.FixtureRequest) -> Path:
    return request.getfixturevalue(request.param)


def test_nothing_is_fetched_from_a_network(path: Path):
    text = path.read_text("utf-8")
    assert not re.search(r"(?:https?:)?//\w|@import|url\(", text)
    page = Page(text)
    assert page.all("script") == []
    links = [a.get("href") for a in page.all("link")]
    assert links == ["data:,"]


def test_every_picture_is_there_in_light_and_dark_for_desktop_and_phone(path: Path):
    page = Page(path.read_text("utf-8"))
    for attrs in page.all("img"):
        name = str(attrs["src"]).removesuffix(".png")
        sets = [str(a["srcset"]) for a in page.all("source")]
        for _, _, suffix in VARIANTS:
            file = f"{name}{suffix}.png"
            assert (path.parent / file).is_file()
            assert suffix == "" or file in sets
    assert len(page.all("img")) == len(list((path.parent / "figures").iterdir())) / len(VARIANTS)


def test_pictures_stand_on_the_paper_of_their_mode(path: Path):
    for file in (path.parent / "figures").iterdir():
        with Image.open(file) as picture:
            corner = picture.convert("RGB").getpixel((1, 1))
            assert (picture.width > 1000) == ("_phone" not in file.stem)
        mode = "dark" if file.stem.endswith("_dark") else "light"
        assert "#" + "".join(f"{level:02x}" for level in corner) == palette(mode).paper


def test_pictures_are_sharp_and_keep_their_place_while_loading(path: Path):
    for attrs in Page(path.read_text("utf-8")).all("img"):
        with Image.open(path.parent / str(attrs["src"])) as picture:
            shape = picture.width / picture.height
            assert picture.width >= 1.5 * int(str(attrs["width"]))
        assert int(str(attrs["width"])) / int(str(attrs["height"])) == pytest.approx(
            shape, rel=0.01
        )


def test_what_users_wrote_is_shown_and_never_run(path: Path):
    text = path.read_text("utf-8")
    page = Page(text)
    assert "<script>" not in text
    assert page.text.count('<script>alert("x")</script> & "quotes"') >= 5
    assert "{{ braces }}" in page.text


def test_the_page_is_well_formed(path: Path):
    text = path.read_text("utf-8")
    assert text.startswith("<!doctype html>")
    page = Page(text)
    assert page.open == []
    ids = [a["id"] for _, a in page.tags if "id" in a]
    assert len(ids) == len(set(ids))
    named = {a["aria-labelledby"] for _, a in page.tags if "aria-labelledby" in a}
    assert named <= set(ids)
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert page.all("html")[0]["lang"] == "en"
    assert page.all("meta")[0] == {"charset": "utf-8"}
    assert any(a.get("name") == "viewport" for a in page.all("meta"))


def test_pictures_tell_their_finding_and_numbers_in_words(path: Path):
    for attrs in Page(path.read_text("utf-8")).all("img"):
        alt = str(attrs["alt"])
        assert re.search(r"\d", alt)
        assert "1 run" in alt or "30 runs of each arm" in alt


def test_both_modes_and_a_phone_are_provided_for(path: Path):
    text = path.read_text("utf-8")
    for mode in ("light", "dark"):
        assert f"--paper: {palette(mode).paper};" in text
    assert "@media (prefers-color-scheme: dark)" in text
    assert "@media (max-width: 600px)" in text


def test_the_command_the_words_and_the_files_are_there(path: Path):
    page = Page(path.read_text("utf-8"))
    assert ABOUT.command in page.text
    assert "series.parquet" in page.text
    hrefs = [a["href"] for a in page.all("a")]
    assert hrefs == ["series.parquet", "figures/a%20b.png"]
    assert "First paragraph. Still the first." in page.text


def test_cells_name_their_column_where_there_are_no_headings():
    page = Page(_plain(rows=[TableRow("Hearth", "push", ["0.62", "1\n0 to 2"])]))
    cells = page.all("td")
    assert [cell["data-label"] for cell in cells] == ["Trust, 0 to 1", "Sales"]
    assert page.all("table")[0]["role"] == "table"
    heads = [a for a in page.all("th") if a.get("scope") == "col"]
    assert len(heads) == 3


def test_a_page_without_words_and_files_has_no_empty_sections():
    text = _plain(rows=[])
    assert "What the words mean" not in text
    assert "The files" not in text
    assert Page(text).open == []


def _plain(rows: list[TableRow]) -> str:
    from viz.reports.page import render

    columns = [TableColumn("Trust", "0 to 1"), TableColumn("Sales")]
    picture = Picture("money", "One finding", "In words, 1 run.", "A caption.", 760, 500)
    grid = PageTable("", "Brand", columns, rows)
    return render(
        Report(About("Title", "", "run", {}), "Kicker", "Lead.", [], grid, [picture], "Care.")
    )


def test_a_report_is_one_file(tmp_path: Path):
    page = Report(About("T", "", "c", {}), "K", "", [], PageTable("", "", [], []), [], "d")
    assert write_report(tmp_path, page) == tmp_path / "report.html"
    assert [p.name for p in tmp_path.iterdir()] == ["report.html"]


# --- what happened, in a table and in sentences ---------------------------------------------


def test_the_table_adds_up_flows_and_reads_stocks_at_the_end():
    series, facts = synthetic.series(), synthetic.facts()
    row = table(series, facts).rows[0]
    first = series["brand"] == "Hearth"
    trust = series["trust"][first]
    read = series["read"][first].sum() / series["impressions"][first].sum()
    assert (row.head, row.under) == ("Hearth", "conversational")
    assert row.cells[0] == f"{trust[-1]:.2f}"
    assert row.cells[1] == f"+{trust[-1] - trust[0]:.2f}"
    assert row.cells[2] == f"{100 * read:.0f}\u00a0%"
    assert row.cells[4] == f"{series['purchases'][first].sum():,.0f}"
    assert row.cells[7] == f"{series['profit'][first].sum():,.0f}"


def test_sentences_tell_rise_fall_and_money():
    said = dict(sentences(synthetic.series(), synthetic.facts()))
    assert said["Hearth"].startswith("(conversational): trust rose from 0.50 to 0.65.")
    assert "trust fell from 0.50 to" in said["Loudwell"]
    assert re.search(r"It sold [\d,]+ times and made €[\d,]+\.$", said["Hearth"])


def test_sentences_of_a_run_in_which_nothing_happened():
    series = synthetic.series(days=5)
    for column in ("trust", "impressions", "read", "purchases", "profit"):
        series[column] = series[column] * 0
    (_, said), *_ = sentences(series, synthetic.facts())
    assert said.endswith(
        "trust stayed at 0.00. It showed no messages. It sold nothing and broke even."
    )
