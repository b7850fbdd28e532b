from generator.assemble.threads import make_chain
from tests.factories import make_outline

A, B, C = (make_outline(name, follows="x.md") for name in "abc")


def test_a_chain_is_known_from_both_ends() -> None:
    chain = make_chain([A, B, C], "follows", {B.id: A.id, C.id: A.id})
    assert chain.above == {B.id: A.id, C.id: A.id}
    assert chain.below == {A.id: (B.id, C.id)}
    assert chain.diagnostics == ()


def test_a_circle_is_told_once_and_cut() -> None:
    chain = make_chain([A, B, C], "follows", {A.id: B.id, B.id: C.id, C.id: A.id})
    (problem,) = chain.diagnostics
    assert (problem.code, problem.span.path) == ("E308", C.path)
    assert problem.message == "`follows` leads round in a circle: c → a → b → c."
    assert chain.above == {A.id: B.id, B.id: C.id}


def test_an_entry_cannot_be_above_itself() -> None:
    chain = make_chain([A], "follows", {A.id: A.id})
    assert [d.code for d in chain.diagnostics] == ["E308"]
    assert chain.above == {}
