"""`planctl explain` of rules that are no more."""


def test_a_retired_rule_says_so_and_may_still_be_ignored(planctl):
    code, out, _ = planctl("explain", "pln308")
    assert code == 0
    assert out.startswith("PLN308 已停用：")
    assert planctl("validate", "--ignore", "PLN308")[0] == 0
    assert planctl("validate", "--ignore", "PLN309")[0] == 2
