"""Files of the user's: found, read, or refused with one message."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from model.errors import InputError
from model.scenario import load_scenario
from model.scenario.checking import BRAND_NAME, MOST_BRANDS

BRAND = '[brands.a]\nstrategy = "push"\n'
Write = Callable[[str | bytes], Path]


@pytest.fixture(name="write")
def write_fixture(tmp_path: Path) -> Write:
    """Write a scenario file and return its path."""

    def write(content: str | bytes) -> Path:
        path = tmp_path / "three.toml"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def refusal(path: object) -> str:
    """Return the message that loading this is refused with."""
    with pytest.raises(InputError) as caught:
        load_scenario(str(path))
    assert str(caught.value).isprintable()
    return str(caught.value)


def test_a_path_is_loaded_and_gives_the_name(write: Write) -> None:
    scenario = load_scenario(write(f"days = 7\n{BRAND}"))
    assert (scenario.name, scenario.days, scenario.brands[0].name) == ("three", 7, "a")


def test_what_some_editors_put_in_is_no_hindrance(write: Write) -> None:
    path = write(b"\xef\xbb\xbf" + f"days = 7\n{BRAND}".replace("\n", "\r\n").encode())
    assert load_scenario(path).days == 7


NUMBER = "9" * 5000
WRONG = {
    "unknown key": (f"[people]\ncuont = 5\n{BRAND}", "people.cuont = 5: unknown key; allowed: cou"),
    "unknown top key": (f"dyas = 5\n{BRAND}", "dyas = 5: unknown key; allowed: title, about, days"),
    "unknown section": (f"[trsut]\nprior = 0.5\n{BRAND}", "trsut: unknown key; allowed: title, "),
    "unknown subsection": (f"[people.old]\nage = 5\n{BRAND}", "people.old: unknown key; allowed: "),
    "quoted dot": (f'"people.count" = 5\n{BRAND}', "people.count = 5: its dot is inside quotes"),
    "value for section": (f"people = 5\n{BRAND}", "people = 5: wrong type; allowed: a section, [p"),
    "array for section": (f"[[people]]\ncount = 5\n{BRAND}", "people = [{'count': 5}]: wrong type"),
    "section for value": (f"[days]\nx = 5\n{BRAND}", "days = {'x': 5}: wrong type; allowed: a who"),
    "text for number": (f'days = "7"\n{BRAND}', 'days = "7": wrong type; allowed: a whole number'),
    "date for number": (f"days = 2020-01-01\n{BRAND}", "days = 2020-01-01: wrong type; allowed: a"),
    "zero people": (f"[people]\ncount = 0\n{BRAND}", "people.count = 0: out of range; allowed: a "),
    "zero days": (f"days = 0\n{BRAND}", "days = 0: out of range; allowed: a whole number from 1 "),
    "half a day": (f"days = 0.5\n{BRAND}", "days = 0.5: wrong type; allowed: a whole number from"),
    "negative seed": (f"seed = -1\n{BRAND}", "seed = -1: out of range; allowed: a whole number f"),
    "nan": (f"[trust]\nprior = nan\n{BRAND}", "trust.prior = nan: not a finite number; allowed: "),
    "inf": (f"[trust]\nprior = inf\n{BRAND}", "trust.prior = inf: not a finite number; allowed: "),
    "overflow": (f"[trust]\nprior = 1e999\n{BRAND}", "trust.prior = inf: not a finite number; all"),
    "empty": ("", "no brands; allowed: at least one section [brands.<name>]"),
    "no brands": ("days = 7", "no brands; allowed: at least one section [brands.<name>]"),
    "empty brands": ("[brands]", "brands: no brands; allowed: 1 to 256 brands"),
    "brands as array": ('[[brands]]\nname = "a"', "brands = [{'name': 'a'}]: wrong type; allowed"),
    "brand as text": ('[brands]\na = "push"', 'brands.a = "push": wrong type; allowed: a section,'),
    "brand's name": (
        '[brands."a b"]\nstrategy = "push"',
        'brands = "a b": not a brand\'s name; all',
    ),
    "no strategy": ("[brands.a]\nprice = 9", "brands.a.strategy: missing; allowed: silent, busin"),
    "strategy": ('[brands.a]\nstrategy = "psuh"', 'brands.a.strategy = "psuh": unknown strategy; '),
    "option": (f"{BRAND}options = {{crafd = 1}}", "brands.a.options.crafd = 1: unknown option of "),
    "option's value": (
        f"{BRAND}options = {{craft = 9}}",
        "brands.a.options.craft = 9: out of rang",
    ),
    "options as text": (
        f'{BRAND}options = "many"',
        'brands.a.options = "many": wrong type; allowe',
    ),
    "lever": (f"{BRAND}prise = 9", "brands.a.prise = 9: unknown key; allowed: label, strategy, op"),
    "lever's value": (f"{BRAND}price = 0", "brands.a.price = 0: out of range; allowed: a number f"),
    "syntax": (f"days =\n{BRAND}", "not valid TOML: Invalid value (at line 1, column 7); allowed:"),
    "twice": (f"days = 1\ndays = 2\n{BRAND}", "not valid TOML: Cannot overwrite a value (at line "),
    "digits": (f"days = {NUMBER}\n{BRAND}", "not valid TOML: Exceeds the limit (4300 digits)"),
    "bits": (f"days = 0x{NUMBER}\n{BRAND}", "days = a whole number of 20000 bits: out of range; a"),
    "brackets": ("days = " + "[" * 50_000, "nested too deeply; allowed: a scenario in TOML"),
    "tables": (f"{BRAND}[{'x.' * 3000}x]", "nested too deeply; allowed: at most 16 levels"),
    "not UTF-8": (b"days = 7 # \xff", "not UTF-8 text (byte 11); allowed: a scenario in TOML, sa"),
    "binary": (bytes(range(256)), "not UTF-8 text (byte 128); allowed: a scenario in TOML, saved "),
    "large": ("#" * 1_000_001, "too large; allowed: at most 1000000 bytes"),
}


@pytest.mark.parametrize(("content", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_named_with_what_is_wrong(
    write: Write, content: str | bytes, message: str
) -> None:
    path = write(content)
    assert refusal(path).startswith(f"{path}: {message}")


def test_too_many_brands_are_refused(write: Write) -> None:
    text = "".join(f'[brands.b{i}]\nstrategy = "silent"\n' for i in range(MOST_BRANDS + 1))
    assert "brands: too many brands; allowed: 1 to 256 brands" in refusal(write(text))


@pytest.mark.parametrize("name", ["a", "A-b_9", "x" * 40])
def test_names_of_brands(name: str) -> None:
    assert BRAND_NAME.fullmatch(name)


@pytest.mark.parametrize("name", ["", "a b", "é", "a.b", "a\n", "x" * 41, "*"])
def test_names_no_brand_has(name: str) -> None:
    assert not BRAND_NAME.fullmatch(name)


def test_brands_whose_luck_would_be_the_same_are_refused(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("model.scenario.checking.brand_key", lambda name: len(name))
    path = write(f'{BRAND}[brands.b]\nstrategy = "silent"\n')
    assert "brands.b: has the same random key as a; rename one of the two" in refusal(path)


def test_a_missing_file_is_told_its_neighbours(write: Write) -> None:
    path = write(BRAND)
    wrong = path.with_name("tree.toml")
    assert refusal(wrong).startswith(f"{wrong}: no such scenario file; allowed: a path, or one of ")
    assert refusal(wrong).endswith(f"did you mean {path}?")


@pytest.mark.parametrize("ref", ["one_brnad", "elsewhere/one_brand.toml", "One_Brand"])
def test_a_misspelt_name_is_told_the_nearest(ref: str) -> None:
    assert refusal(ref).endswith("did you mean one_brand?")


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    assert refusal(tmp_path) == f"{tmp_path}: is a directory; allowed: a scenario file"
    assert refusal("") == ".: is a directory; allowed: a scenario file"
    assert "no such scenario file" in refusal("a\0b.toml")
    assert "no such scenario file" in refusal("x" * 10_000)
    assert "no such scenario file" in refusal(tmp_path / "none" / "x.toml")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.toml")
    assert "is not a file; allowed: a scenario file" in refusal(tmp_path / "pipe.toml")


def test_a_broken_link_is_refused(tmp_path: Path) -> None:
    link = tmp_path / "link.toml"
    link.symlink_to(tmp_path / "gone.toml")
    assert "is not a file" in refusal(link)
