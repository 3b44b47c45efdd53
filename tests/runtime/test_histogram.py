from runtime.histogram import Histogram


def test_each_value_counts_under_all_bounds_that_it_does_not_pass() -> None:
    histogram = Histogram((0.1, 0.5))
    for value in (0.05, 0.1, 0.2, 7.0):
        histogram.note(value)
    assert [*histogram.list_buckets()] == [("0.1", 2.0), ("0.5", 3.0), ("+Inf", 4.0)]
    assert round(histogram.total, 9) == 7.35
