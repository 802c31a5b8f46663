"""Where rules come from: the built-in packs, installed ones, and the user's own folders.

Later packs may override a rule by giving the same address, switch rules off with `disable:`, and
add entries to lists. Which of the rules then run is a matter of `select` and `ignore`, by prefix.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib import metadata, resources
from pathlib import Path
from typing import Any, Final

from cleaner import labels
from cleaner.errors import ConfigError, RuleError, RuleErrors
from cleaner.rulebook import cache
from cleaner.rulebook.book import RuleBook
from cleaner.rulebook.load import RuleFile, read_lists, read_rules
from cleaner.rulebook.rule import Rule
from cleaner.suggest import did_you_mean

#: Installed packages offer packs under this name: each value is a package that holds the files.
ENTRY_POINTS: Final = "cleaner.rules"
LISTS: Final = "lists"

Files = Mapping[str, tuple[str, str]]  # address → (path to show, text)


def builtin_folder() -> Any:
    """The folder of the built-in packs: inside the wheel, else in the checkout."""
    inside = resources.files("cleaner") / "rules"
    if inside.is_dir():
        return inside
    return Path(__file__).parents[2] / "rules"


def load_rules(
    *folders: str | Path,
    builtin: bool = True,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    use_cache: bool = True,
) -> RuleBook:
    """Read rule packs into a rule book.

    Args:
        folders: folders of the user's own, strongest last.
        builtin: start from the built-in packs and the installed ones.
        select: prefixes of rule ids (`en/newsletter`, `site/`); only these run. A rule named by
            its whole id runs even if its confidence is low or its status is preview.
        ignore: prefixes of rule ids that do not run.
        use_cache: keep the compiled packs in the user's cache folder.

    Raises:
        RuleError: a rule file is not well formed, or disables what is not there.
        ConfigError: a folder is missing, or a prefix fits no rule.
    """
    packs: list[Files] = []
    if builtin:
        packs.append(_files(builtin_folder(), "rules"))
        packs += [_files(folder, name) for name, folder in _installed()]
    for folder in folders:
        path = Path(folder)
        if not path.is_dir():
            raise ConfigError(f"no such folder of rules: {path}")
        packs.append(_files(path, str(path)))
    digest = _digest(packs)
    rules = _merged(packs, use_cache=use_cache)
    chosen = _chosen(rules, tuple(select), tuple(ignore))
    ids = "\n".join(rule.id for rule in chosen)
    return RuleBook(chosen, digest=hashlib.sha256(f"{digest}\n{ids}".encode()).hexdigest())


def _installed() -> Iterable[tuple[str, Any]]:
    for entry in sorted(metadata.entry_points(group=ENTRY_POINTS), key=lambda e: e.name):
        yield entry.name, resources.files(entry.load())


def _files(folder: Any, shown: str) -> Files:
    """Every YAML file below a folder, by address, in the order of addresses."""
    found: dict[str, tuple[str, str]] = {}

    def walk(place: Any, address: str) -> None:
        for item in sorted(place.iterdir(), key=lambda item: item.name):
            if item.name.startswith("."):
                continue
            if item.is_dir():
                walk(item, f"{address}{item.name}/")
            elif item.name.endswith((".yaml", ".yml")):
                stem = item.name.rpartition(".")[0]
                path = f"{shown}/{address}{item.name}"
                try:
                    text = item.read_text(encoding="utf-8")
                except (OSError, UnicodeDecodeError) as error:
                    raise RuleError(f"cannot be read: {error}", path=path) from error
                found[f"{address}{stem}"] = (path, text)

    walk(folder, "")
    return found


def _digest(packs: Sequence[Files]) -> str:
    """What the rules are, wherever they lie."""
    digest = hashlib.sha256()
    for pack in packs:
        for address, (_, text) in sorted(pack.items()):
            for part in (address, text):
                data = part.encode("utf-8", "surrogatepass")
                digest.update(b"%d:" % len(data) + data)
        digest.update(b";")
    return digest.hexdigest()


def _merged(packs: Sequence[Files], *, use_cache: bool) -> tuple[Rule, ...]:
    lists: dict[str, list[str]] = {}
    errors: list[RuleError] = []
    for pack in packs:
        if LISTS in pack:
            path, text = pack[LISTS]
            for name, entries in _collect(errors, read_lists, text, path, default={}).items():
                lists[name] = [*dict.fromkeys((*lists.get(name, ()), *entries))]
    rules: dict[str, Rule] = {}
    for pack in packs:
        read = _read(pack, lists, errors, use_cache=use_cache and not errors)
        rules.update((rule.id, rule) for rule in read.rules)
        for prefix, path in read.disabled:
            gone = [rule_id for rule_id in rules if _fits(rule_id, prefix)]
            if not gone:
                hint = did_you_mean(prefix, list(rules))
                errors.append(RuleError(f"disables {prefix!r}, which is no rule{hint}", path=path))
            for rule_id in gone:
                del rules[rule_id]
    if errors:
        raise RuleErrors(errors) if len(errors) > 1 else errors[0]
    return tuple(rules[rule_id] for rule_id in sorted(rules))


def _read(
    pack: Files, lists: dict[str, list[str]], errors: list[RuleError], *, use_cache: bool
) -> cache.Pack:
    """What one pack says, with all lists; kept, so that a user's own rules cost no reading of the
    built-in ones."""
    # Rules remember the path they came from, so that is part of what is kept.
    known_by = "\n".join([_digest([pack]), *(path for path, _ in pack.values()), repr(lists)])
    key = hashlib.sha256(known_by.encode("utf-8", "surrogateescape")).hexdigest()
    known = cache.stored(key) if use_cache else None
    if known is not None:
        return known
    before = len(errors)
    rules: list[Rule] = []
    disabled: list[tuple[str, str]] = []
    for address, (path, text) in pack.items():
        if address == LISTS:
            continue
        if "/" not in address:
            errors.append(
                RuleError(
                    "a rule file stands in a folder: a language (`en/`), `any/` or `site/`",
                    path=path,
                )
            )
            continue
        file = _collect(
            errors, read_rules, text, path=path, address=address, lists=lists,
            default=RuleFile(),
        )  # fmt: skip
        disabled += [(prefix, path) for prefix in file.disable]
        rules += file.rules
    read = cache.Pack(tuple(rules), tuple(disabled))
    if use_cache and len(errors) == before:
        cache.store(key, read)
    return read


def _collect(errors: list[RuleError], read: Any, *args: Any, default: Any, **kwargs: Any) -> Any:
    try:
        return read(*args, **kwargs)
    except RuleErrors as several:
        errors += several.errors
    except RuleError as one:
        errors.append(one)
    return default


def _chosen(rules: Sequence[Rule], select: tuple[str, ...], ignore: tuple[str, ...]) -> list[Rule]:
    known = sorted({rule.id for rule in rules} | {old for rule in rules for old in rule.was})
    for option, prefixes in (("select", select), ("ignore", ignore)):
        for prefix in prefixes:
            if not any(_fits(rule_id, prefix) for rule_id in known):
                raise ConfigError(
                    f"--{option} {prefix}: no rule's id starts so{did_you_mean(prefix, known)}"
                )
    return [
        rule
        for rule in rules
        if _runs(rule, select) and not any(_named(rule, prefix) for prefix in ignore)
    ]


def _runs(rule: Rule, select: tuple[str, ...]) -> bool:
    if rule.id in select or any(old in select for old in rule.was):
        return True
    if rule.confidence == "low" or rule.status == "preview":
        return False
    return not select or rule.label == labels.KEEP or any(_named(rule, p) for p in select)


def _named(rule: Rule, prefix: str) -> bool:
    return any(_fits(rule_id, prefix) for rule_id in (rule.id, *rule.was))


def _fits(rule_id: str, prefix: str) -> bool:
    """Prefixes end where a part of the address ends.

    >>> _fits("en/newsletter/sign-up", "en/newsletter"), _fits("en/newsletter/sign-up", "en/news")
    (True, False)
    """
    prefix = prefix.rstrip("/")
    return rule_id == prefix or rule_id.startswith(prefix + "/")
