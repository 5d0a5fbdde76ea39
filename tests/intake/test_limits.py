"""Limits by address, the figures for a monitor, and the log."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from generator.intake.limits import MOST_ADDRESSES, Rate, client, network
from generator.intake.log import Log
from generator.intake.metrics import Metrics
from generator.intake.outbox import Outbox


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_address_may_send_so_often_in_a_minute_and_again_later() -> None:
    clock = Clock()
    rate = Rate(3, clock)
    assert [rate.wait("192.0.2.1") for _ in range(4)] == [0, 0, 0, 21]
    assert rate.wait("192.0.2.2") == 0
    clock.now += 21
    assert [rate.wait("192.0.2.1") for _ in range(2)] == [0, 20]


def test_addresses_that_were_not_seen_for_longest_are_forgotten() -> None:
    rate = Rate(1, Clock())
    for number in range(MOST_ADDRESSES + 10):
        rate.wait(f"10.{number >> 16}.{number >> 8 & 255}.{number & 255}")
    assert len(rate._buckets) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("fe80::1%eth0", "fe80::"),
        ("unix:", "unknown"),
        ("", "unknown"),
    ],
)
def test_a_subscriber_is_one_however_many_addresses_it_has(address: str, expected: str) -> None:
    assert network(address) == expected


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("1.1.1.1, 2.2.2.2", 0, "9.9.9.9"),
        ("1.1.1.1, 2.2.2.2", 1, "2.2.2.2"),
        ("1.1.1.1, 2.2.2.2", 2, "1.1.1.1"),
        ("1.1.1.1", 2, "9.9.9.9"),
        ("", 1, "9.9.9.9"),
    ],
)
def test_only_what_our_own_proxies_say_is_believed(forwarded: str, proxies: int, expected: str) -> None:
    assert client("9.9.9.9", forwarded, proxies) == expected


def test_figures_are_in_the_format_of_prometheus(tmp_path: Path) -> None:
    metrics, outbox = Metrics(), Outbox(tmp_path / "outbox.sqlite")
    metrics.count("answers", "accepted")
    metrics.count("answers", "accepted")
    metrics.fetched(1234.5)
    lines = metrics.text(outbox, 2000.0).splitlines()
    assert 'intake_answers_total{code="accepted"} 2' in lines
    assert 'intake_proposals{stage="received"} 0' in lines
    assert "intake_waiting_seconds 0.000" in lines
    assert "intake_fetched_timestamp_seconds 1234.500" in lines
    names = {line.split("{")[0].split(" ")[0] for line in lines if not line.startswith("#")}
    assert {f"# TYPE {name} " for name in names} <= {line.rpartition(" ")[0] + " " for line in lines if "TYPE" in line}
    outbox.close()


def test_the_log_is_one_object_a_line() -> None:
    stream = io.StringIO()
    Log(stream, lambda: 0.0).say("moved", reference="abc", stage="pushed")
    assert json.loads(stream.getvalue()) == {
        "at": "1970-01-01T00:00:00.000+00:00", "event": "moved", "reference": "abc", "stage": "pushed",
    }  # fmt: skip
