"""Who gets a seat, and whose."""

from ingest.limits.seats import LOOKED_AT, Seats


def test_all_sit_while_there_is_room() -> None:
    seats: Seats[str] = Seats(2, 2, lambda guest: True)
    assert seats.admit("a", "192.0.2.1") == (True, None)
    assert seats.admit("b", "192.0.2.1") == (True, None)
    assert (len(seats), seats.count("192.0.2.1")) == (2, 2)


def test_an_idle_one_of_the_same_address_gives_way_where_that_has_too_many() -> None:
    seats: Seats[str] = Seats(10, 2, lambda guest: guest.startswith("idle"))
    for guest in ("busy", "idle"):
        seats.admit(guest, "192.0.2.1")
    seats.admit("idle too", "192.0.2.2")
    assert seats.admit("new", "192.0.2.1") == (True, "idle")
    assert seats.admit("newer", "192.0.2.1") == (False, None)
    assert "newer" not in seats


def test_where_all_seats_are_taken_the_address_with_the_most_gives_one_up() -> None:
    seats: Seats[str] = Seats(4, 4, lambda guest: True)
    seats.admit("artist", "192.0.2.1")
    for number in range(3):
        seats.admit(f"silent {number}", "192.0.2.2")
    assert seats.admit("another", "192.0.2.3") == (True, "silent 0")
    assert "artist" in seats


def test_busy_guests_are_asked_in_turn_and_not_all_at_once() -> None:
    asked: list[int] = []

    def is_idle(guest: int) -> bool:
        asked.append(guest)
        return guest == LOOKED_AT

    seats: Seats[int] = Seats(LOOKED_AT + 1, 1_000, is_idle)
    for number in range(LOOKED_AT + 1):
        seats.admit(number, "192.0.2.1")
    assert not seats.admit(-1, "192.0.2.1")[0]
    assert seats.admit(-2, "192.0.2.1") == (True, LOOKED_AT)
    assert len(asked) <= 3 * LOOKED_AT


def test_an_ipv6_network_is_one_address() -> None:
    seats: Seats[str] = Seats(10, 1, lambda guest: False)
    assert seats.admit("a", "2001:db8::1")[0]
    assert not seats.admit("b", "2001:db8::2")[0]
    assert seats.admit("c", "2001:db8:0:1::2")[0]


def test_who_leaves_leaves_nothing() -> None:
    seats: Seats[str] = Seats(1, 1, lambda guest: False)
    seats.admit("a", "192.0.2.1")
    seats.leave("a")
    seats.leave("a")
    assert (len(seats), seats.count("192.0.2.1"), seats._by_address) == (0, 0, {})
