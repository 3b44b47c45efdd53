"""The figures of several web processes in one answer."""

from collections.abc import Awaitable, Callable

from prometheus_client.parser import text_string_to_metric_families

from api.operations.siblings import Seat, Siblings, merge
from runtime.histogram import Histogram
from runtime.metrics import Figures
from support.world import LossyBus


def write_figures(viewers: int) -> bytes:
    figures = Figures()
    figures.gauge("viewers", "Viewers.", viewers)
    figures.counter("drops", "Drops.", {"sockets": 1.0}, "what")
    lag = Histogram((0.1,))
    lag.note(0.05)
    figures.histogram("lag_seconds", "Lag.", lag)
    return figures.write()


def tell(viewers: int) -> Callable[[], Awaitable[bytes]]:
    async def write() -> bytes:
        return write_figures(viewers)

    return write


def read_viewers(text: bytes) -> dict[str, float]:
    return {
        sample.labels["process"]: sample.value
        for family in text_string_to_metric_families(text.decode())
        for sample in family.samples
        if sample.name == "encryptedmedia_viewers"
    }


async def make_house(buses: list[LossyBus], group: str, count: int, patience: float = 60.0) -> list[Siblings]:
    house = []
    for number in range(1, count + 1):
        bus = LossyBus(buses)
        await bus.start(lambda: None)
        siblings = Siblings(bus, Seat(group, number, count), tell(number), patience)
        await siblings.start()
        house.append(siblings)
    return house


async def test_whoever_is_asked_tells_of_all() -> None:
    buses: list[LossyBus] = []
    house = await make_house(buses, "here", 3)
    await make_house(buses, "on another machine", 2)
    for siblings in house:
        assert read_viewers(await siblings.gather()) == {"1": 1.0, "2": 2.0, "3": 3.0}


async def test_who_does_not_answer_is_left_out() -> None:
    buses: list[LossyBus] = []
    one, other, _ = await make_house(buses, "here", 3, patience=0.2)
    buses[2].losing = True
    assert read_viewers(await one.gather()).keys() >= {"1"}
    await other.stop()
    assert read_viewers(await one.gather()) == {"1": 1.0}


def test_each_family_is_there_once_with_the_samples_of_all() -> None:
    text = merge({"1": write_figures(1).decode(), "2": write_figures(2).decode()}).decode()
    assert text.count("# TYPE encryptedmedia_drops_total counter") == 1
    assert 'encryptedmedia_drops_total{process="2",what="sockets"} 1.0' in text
    assert 'encryptedmedia_lag_seconds_bucket{le="0.1",process="1"} 1.0' in text
    assert 'encryptedmedia_lag_seconds_count{process="1"} 1.0' in text
