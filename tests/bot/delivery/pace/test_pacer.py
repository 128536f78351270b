"""The pacer against what Telegram counts, for any pattern of arrivals."""

from collections import deque
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from bot.delivery.pace.cell import Ticket
from bot.delivery.pace.pacer import Lane, Pace, Pacer

gaps = st.lists(st.sampled_from([0.0, 0.0, 0.0, 0.001, 0.02, 0.05, 0.4, 2.0]), min_size=1, max_size=300)


def played(pacer: Pacer, wanted: list[tuple[float, int, Lane]]) -> list[tuple[float, int]]:
    """Each wish (wanted at, chat, lane) at the first moment that the pacer allows, in turn."""
    now, sent = 0.0, []
    for at, chat, lane in wanted:
        now = max(now, at, pacer.ready_at(chat, lane))
        pacer.take(chat, lane, now)
        sent.append((now, chat))
    return sent


def most_within(times: list[float], seconds: float) -> int:
    return max(sum(1 for other in times if at <= other < at + seconds) for at in times)


def arrivals(waits: list[float]) -> list[float]:
    at, times = 0.0, []
    for wait in waits:
        at += wait
        times.append(at)
    return times


@given(gaps)
def test_no_second_holds_more_than_thirty(waits: list[float]) -> None:
    wanted = [(at, chat, Lane.DIGEST) for chat, at in enumerate(arrivals(waits), start=1)]
    times = [at for at, _ in played(Pacer(Pace()), wanted)]
    assert most_within(times, 1.0) <= 30


@given(gaps)
def test_a_chat_is_written_to_once_a_second(waits: list[float]) -> None:
    times = [at for at, _ in played(Pacer(Pace()), [(at, 7, Lane.DIGEST) for at in arrivals(waits)])]
    assert all(later - earlier > 1 for earlier, later in pairwise(times))


@given(gaps)
def test_a_group_gets_twenty_a_minute(waits: list[float]) -> None:
    wanted = [(at, -7, Lane.REPLY) for at in arrivals(waits)]
    times = [at for at, _ in played(Pacer(Pace()), wanted)]
    assert most_within(times, 60.0) <= 20


def test_it_sends_at_its_rate_and_evenly() -> None:
    times = [at for at, _ in played(Pacer(Pace(29.4)), [(0.0, chat, Lane.DIGEST) for chat in range(1, 2001)])]
    assert 1999 / (times[-1] - times[0]) > 29.39
    steps = [later - earlier for earlier, later in pairwise(times[20:])]
    assert max(steps) - min(steps) < 1e-6


def test_lost_time_is_made_up_for_within_the_limit() -> None:
    pacer, now, times = Pacer(Pace(29.4)), 0.0, []
    for chat in range(1, 1001):
        now = max(now, pacer.ready_at(chat, Lane.DIGEST)) + (0.1 if chat % 200 == 0 else 0.002)
        pacer.take(chat, Lane.DIGEST, now)
        times.append(now)
    assert 999 / (times[-1] - times[0]) > 29.2
    assert most_within(times, 1.0) <= 30


def test_lost_time_leaves_no_gap_in_which_a_reply_would_wait() -> None:
    pacer, now, times = Pacer(Pace(29.4)), 0.0, []
    for chat in range(1, 601):
        now = max(now, pacer.ready_at(chat, Lane.DIGEST)) + (0.25 if chat == 100 else 0.002)
        pacer.take(chat, Lane.DIGEST, now)
        times.append(now)
    assert max(later - earlier for earlier, later in pairwise(times[100:])) < 0.15


def test_a_reply_may_use_a_short_burst() -> None:
    times = [at for at, _ in played(Pacer(Pace()), [(0.0, 7, Lane.REPLY)] * 6)]
    assert times[3] < 0.2
    assert times[4] > 1.0


def test_a_burst_that_was_refused_is_the_last() -> None:
    pacer = Pacer(Pace())
    played(pacer, [(0.0, 7, Lane.REPLY), (0.0, 7, Lane.REPLY)])
    pacer.refused(7, 0.1)
    sent = played(pacer, [(5.0, 8, Lane.REPLY), (5.0, 8, Lane.REPLY), (5.0, 8, Lane.REPLY)])
    assert all(later - earlier >= 1 for (earlier, _), (later, _) in pairwise(sent))


def test_a_refusal_of_a_single_message_says_nothing_of_bursts() -> None:
    pacer = Pacer(Pace())
    played(pacer, [(0.0, 7, Lane.REPLY)])
    pacer.refused(7, 0.1)
    sent = played(pacer, [(5.0, 8, Lane.REPLY), (5.0, 8, Lane.REPLY)])
    assert sent[1][0] - sent[0][0] < 0.1


def test_retry_after_is_a_deadline_for_the_token() -> None:
    pacer = Pacer(Pace())
    pacer.halt(17.0)
    assert pacer.ready_at(1, Lane.REPLY) == 17.0
    pacer.halt(5.0)
    times = [at for at, _ in played(pacer, [(0.0, chat, Lane.DIGEST) for chat in range(1, 40)])]
    assert times[0] == 17.0
    assert times[1] - times[0] > 0.03, "what was lost while halted is not made up for"


def test_paid_broadcasts_have_a_rate_of_their_own() -> None:
    pacer = Pacer(Pace(paid_per_second=1000))
    paid = [at for at, _ in played(pacer, [(0.0, chat, Lane.BROADCAST) for chat in range(1, 3001)])]
    assert 950 < 3000 / (paid[-1] - paid[0]) < 1001
    digests = [at for at, _ in played(pacer, [(paid[-1], chat, Lane.DIGEST) for chat in range(5001, 5101)])]
    assert most_within(digests, 1.0) <= 30


def late(pacer: Pacer, jitter: float, messages: int) -> tuple[float, int]:
    """(messages a second, most in any one second) by arrival, where each is late on its way by up to ``jitter``."""
    drawn, now, in_flight, arrived = Random(1), 100.0, deque[tuple[float, Ticket, float]](), []
    for chat in range(1, messages + 1):
        while True:
            at = max(now, pacer.ready_at(chat, Lane.DIGEST))
            if not in_flight or in_flight[0][0] > at:
                break
            _, ticket, took = in_flight.popleft()
            pacer.answered(ticket, Lane.DIGEST, took)
        now = at + 0.001
        took = 0.08 + jitter * drawn.random() ** 3
        in_flight.append((now + took, pacer.take(chat, Lane.DIGEST, now), took))
        arrived.append(now + took - 0.04)
    times = sorted(arrived)
    return (len(times) - 1) / (times[-1] - times[0]), most_within(times, 1.0)


def test_calls_that_are_late_on_their_way_cost_little_and_are_never_too_many() -> None:
    rate, most = late(Pacer(Pace()), 0.03, 1500)
    assert most <= 30
    assert rate >= 29.4


def test_connections_that_are_opened_first_do_not_crowd_the_second_after() -> None:
    pacer, now, in_flight, arrived = Pacer(Pace()), 100.0, deque[tuple[float, Ticket, float]](), []
    for chat in range(1, 61):
        now = max(now, pacer.ready_at(chat, Lane.DIGEST))
        while in_flight and in_flight[0][0] <= now:
            _, ticket, took = in_flight.popleft()
            pacer.answered(ticket, Lane.DIGEST, took)
        now = max(now, pacer.ready_at(chat, Lane.DIGEST))
        took = 0.28 if chat <= 4 else 0.08
        in_flight.append((now + took, pacer.take(chat, Lane.DIGEST, now), took))
        in_flight = deque(sorted(in_flight, key=lambda each: each[0]))
        arrived.append(now + took - 0.04)
    assert most_within(sorted(arrived), 1.0) <= 30
