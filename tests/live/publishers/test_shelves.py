"""Who shows what a node recorded that is gone."""

from live.publishers.shelves import GONE_AFTER, MOST_NODES, Shelves

SHOWN = [("https://n1", "b1")]


def hear(shelves: Shelves, now: float, *nodes: tuple[str, str]) -> None:
    for name, bucket in nodes:
        shelves.note_report(now, name, f"https://{name}", bucket)


def test_a_node_that_nobody_hears_of_is_stood_in_for_by_those_with_the_same_bucket() -> None:
    shelves = Shelves(0.0)
    hear(shelves, 0.0, ("n1", "b1"))
    now = GONE_AFTER - 1
    hear(shelves, now, ("n3", "b1"), ("n2", "b1"), ("n4", "b2"), ("n5", ""))
    assert shelves.find_moves(now, SHOWN) == {}, "it may come back"
    now = GONE_AFTER
    assert shelves.find_moves(now, SHOWN) == {SHOWN[0]: ["https://n2", "https://n3"]}
    hear(shelves, now, ("n1", "b1"))
    assert shelves.find_moves(now, SHOWN) == {}


def test_a_process_that_has_just_begun_takes_nobody_for_gone() -> None:
    shelves = Shelves(1_000.0)
    hear(shelves, 1_000.0, ("n2", "b1"))
    assert shelves.find_moves(1_000.0 + GONE_AFTER - 1, SHOWN) == {}


def test_where_nobody_else_has_the_bucket_it_stays_where_it_is() -> None:
    shelves = Shelves(0.0)
    hear(shelves, GONE_AFTER, ("n2", "b2"))
    shelves.note_report(GONE_AFTER, "n3", None, "b1")
    assert shelves.find_moves(GONE_AFTER, SHOWN) == {}, "nobody knows where that is"
    assert shelves.find_bucket("n2") == "b2"
    assert shelves.find_bucket("nobody") == ""


def test_another_name_at_the_same_address_is_no_other_place() -> None:
    shelves = Shelves(0.0)
    shelves.note_report(GONE_AFTER, "n1 again", "https://n1", "b1")
    hear(shelves, GONE_AFTER, ("n2", "b1"))
    assert shelves.find_moves(GONE_AFTER, SHOWN) == {}


def test_of_too_many_nodes_the_one_that_is_silent_for_longest_is_forgotten() -> None:
    shelves = Shelves(0.0)
    for number in range(MOST_NODES + 1):
        hear(shelves, float(number), (f"n{number}", "b1"))
    assert shelves.find_bucket("n0") == ""
    assert shelves.find_bucket("n1") == "b1"
