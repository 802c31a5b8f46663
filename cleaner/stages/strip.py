"""Rules label what is not the story."""

from __future__ import annotations

from cleaner.draft import Draft
from cleaner.rulebook import RuleBook
from cleaner.site import host


def strip(draft: Draft, *, rules: RuleBook) -> Draft:
    """Label the blocks that the rules know, and keep what they read on the way."""
    labelled = rules.label(
        draft.blocks,
        draft.source,
        language=draft.language,
        site=host(draft.url),
        scratch=draft.scratch,
    )
    draft = draft.with_(blocks=labelled.blocks, notes=labelled.notes)
    return draft.flagged("rule-timeout") if labelled.late else draft
