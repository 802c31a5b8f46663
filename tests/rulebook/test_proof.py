"""An example that does not hold shows what was wanted beside what came out."""

from __future__ import annotations

from cleaner.rulebook.load import read_rules
from cleaner.rulebook.proof import prove

RULE = """\
sign-up:
  why: A call.
  is: Sign up
  test: |
    - Join now
    = Sign up
"""


def test_wanted_and_got_stand_one_above_the_other_with_file_and_line() -> None:
    rules = read_rules(RULE, path="promo.yaml", address="en/promo", lists={}).rules
    assert [str(broken) for broken in prove(rules)] == [
        "promo.yaml:5: en/promo/sign-up (alone): must go, but it stayed\n"
        "    line    Join now\n"
        "    wanted  (nothing)\n"
        "    got     Join now",
        "promo.yaml:6: en/promo/sign-up (alone): must stay, but en/promo/sign-up took it\n"
        "    line    Sign up\n"
        "    wanted  Sign up\n"
        "    got     (nothing)",
    ]
