"""Packs laid over one another, rules chosen by prefix, and a cache that cannot lie."""

from __future__ import annotations

from pathlib import Path

import pytest
import regex as re

from cleaner import ConfigError, RuleError, load_rules
from cleaner.rulebook import cache
from cleaner.rulebook.packs import builtin_folder

RULE = "{name}:\n  why: Ours.\n  is: {words}\n  test: |\n    - {words}\n    = not so\n"


def write(folder: Path, address: str, text: str) -> Path:
    path = folder / f"{address}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    return write(tmp_path / "mine", "en/promo", RULE.format(name="ours", words="Harbour Tide Club"))


def ids(**more: object) -> set[str]:
    return {rule.id for rule in load_rules(**more).rules}  # type: ignore[arg-type]


def test_a_folder_is_laid_over_the_built_in_rules(mine: Path) -> None:
    assert {rule.id for rule in load_rules(mine).rules} == ids() | {"en/promo/ours"}
    assert {rule.id for rule in load_rules(mine, builtin=False).rules} == {"en/promo/ours"}


def test_a_folder_can_override_a_rule(tmp_path: Path) -> None:
    some = next(rule for rule in load_rules().rules if rule.id.startswith("en/newsletter/"))
    name = some.id.rpartition("/")[2]
    write(tmp_path, "en/newsletter", RULE.format(name=name, words="Only This"))
    rule = load_rules(tmp_path).rule(some.id)
    assert rule is not None
    assert [pattern.written for pattern in rule.when.patterns] == ["Only This"]


def test_a_folder_can_disable_by_id_and_by_prefix(tmp_path: Path) -> None:
    write(tmp_path, "en/off", "disable: [en/newsletter]\n")
    found = {rule.id for rule in load_rules(tmp_path).rules}
    assert found == {rule_id for rule_id in ids() if not rule_id.startswith("en/newsletter/")}


def test_disabling_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    write(tmp_path, "en/off", "disable: en/newsletr\n")
    with pytest.raises(RuleError, match="which is no rule"):
        load_rules(tmp_path)


def test_lists_grow_together(tmp_path: Path) -> None:
    caption = '  why: Ours.\n  ends: "Picture: {agency}"\n  test: |\n    - a. Picture: x\n    = b\n'
    first = write(tmp_path / "first", "en/caption", f"credit:\n{caption}")
    write(first, "lists", "agency: |\n  Alpha News\n")
    second = write(tmp_path / "second", "lists", "agency: |\n  Tidewater Press\n")
    rule = load_rules(first, second, builtin=False).rules[0]
    for agency in ("Alpha News", "Tidewater Press"):
        assert re.search(rule.when.patterns[0].regex, f"the wall. picture: {agency.lower()}")


def test_select_and_ignore_go_by_prefix() -> None:
    chosen = ids(select=["en/newsletter"])
    assert chosen
    assert all(rule_id.startswith("en/newsletter/") for rule_id in chosen)
    assert not any(rule_id.startswith("en/") for rule_id in ids(ignore=["en"]))
    with pytest.raises(ConfigError, match="no rule's id starts so"):
        load_rules(select=["en/newsletr"])


def test_doubtful_rules_run_only_when_named(tmp_path: Path) -> None:
    text = RULE.format(name="odd", words="Odd") + "  confidence: low\n"
    text += RULE.format(name="young", words="Young") + "  status: preview\n"
    write(tmp_path, "en/promo", text)
    load = {"builtin": False}
    assert {r.id for r in load_rules(tmp_path, **load).rules} == set()  # type: ignore[arg-type]
    named = load_rules(tmp_path, builtin=False, select=["en/promo/odd"])
    assert {rule.id for rule in named.rules} == {"en/promo/odd"}


def test_former_ids_still_name_a_rule(tmp_path: Path) -> None:
    write(tmp_path, "en/promo", RULE.format(name="new", words="Tide") + "  was: en/promo/old\n")
    rules = load_rules(tmp_path, builtin=False, select=["en/promo/old"])
    assert rules.rule("en/promo/old") is rules.rule("en/promo/new") is not None


def test_a_missing_folder_and_a_stray_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such folder"):
        load_rules(tmp_path / "nowhere")
    write(tmp_path, "stray", RULE.format(name="a", words="b"))
    with pytest.raises(RuleError, match="stands in a folder"):
        load_rules(tmp_path)


def test_errors_of_all_files_are_told_together(tmp_path: Path) -> None:
    write(tmp_path, "en/promo", "a: {}\n")
    write(tmp_path, "de/promo", "b: {}\n")
    with pytest.raises(RuleError) as caught:
        load_rules(tmp_path, builtin=False)
    assert "en/promo.yaml" in str(caught.value)
    assert "de/promo.yaml" in str(caught.value)


def test_the_digest_knows_the_rules_and_not_the_place(tmp_path: Path) -> None:
    text = RULE.format(name="ours", words="Tide")
    one = load_rules(write(tmp_path / "one", "en/promo", text), builtin=False)
    two = load_rules(write(tmp_path / "two", "en/promo", text), builtin=False)
    other = load_rules(write(tmp_path / "three", "en/promo", text + "\n"), builtin=False)
    assert one.digest == two.digest != other.digest
    assert one.rules[0].path != two.rules[0].path
    assert one.digest != load_rules(tmp_path / "one", builtin=False, ignore=["en"]).digest


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "cache"
    monkeypatch.setenv(cache.VARIABLE, str(folder))
    return folder


def test_the_cache_gives_back_the_same_rules(mine: Path, kept: Path) -> None:
    first = load_rules(mine, builtin=False)
    assert len(list(kept.iterdir())) == 1
    assert (
        load_rules(mine, builtin=False).rules
        == first.rules
        == load_rules(mine, builtin=False, use_cache=False).rules
    )


@pytest.mark.parametrize("damage", ["truncate", "flip", "empty", "junk"])
def test_a_damaged_entry_is_never_used(mine: Path, kept: Path, damage: str) -> None:
    wanted = load_rules(mine, builtin=False).rules
    (entry,) = kept.iterdir()
    data = bytearray(entry.read_bytes())
    if damage == "truncate":
        del data[len(data) // 2 :]
    elif damage == "flip":
        data[len(data) // 2] ^= 1
    elif damage == "empty":
        data.clear()
    else:
        data = bytearray(b"cleaner rules 1\n" + bytes(99))
    entry.write_bytes(bytes(data))
    assert load_rules(mine, builtin=False).rules == wanted
    assert load_rules(mine, builtin=False).rules == wanted


def test_a_changed_file_is_never_served_from_the_cache(mine: Path, kept: Path) -> None:
    load_rules(mine, builtin=False)
    write(mine, "en/promo", RULE.format(name="other", words="Harbour Tide Club"))
    found = {rule.id for rule in load_rules(mine, builtin=False).rules}
    assert "en/promo/other" in found
    assert "en/promo/ours" not in found


def test_no_cache_folder_is_no_trouble(
    mine: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    for value in (str(blocked), ""):
        monkeypatch.setenv(cache.VARIABLE, value)
        assert load_rules(mine, builtin=False).rule("en/promo/ours")


def test_the_built_in_packs_are_found() -> None:
    assert (builtin_folder() / "lists.yaml").is_file()
