"""A server of many feeds in a process of its own: quick enough that the client is what is measured.

``/feed/N`` has an ETag of its own and ten items. Of every ten feeds seven stay as they are (304 to who asks with the
ETag); three gain an item with every ``/turn``.
"""

import asyncio
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from email.utils import formatdate
from multiprocessing.connection import Connection

ITEMS = 10
UNCHANGED_OF_TEN = 7
_EPOCH = 1_790_000_000
_TITLES = (
    "三国环境部长会议在釜山举行，就沙尘暴监测达成一致 {n}",
    "日中韓の税関当局、電子原産地証明書の相互承認で合意 {n}",
    "한중일 보건 당국, 감염병 정보 공유 체계 확대하기로 {n}",
    "Three customs services agree on electronic certificates of origin, round {n}",
)
_TEXTS = (
    "三国部长在联合公报中表示，将在明年年底前统一观测数据格式，并每十分钟交换一次数据。与会专家认为，这将明显提高预报的准确率。",
    "合意は来年四月に発効し、三国間の貿易手続きにかかる時間を平均で二日短縮すると見込まれている。中小企業への支援策も盛り込まれた。",
    "세 나라는 신종 감염병이 확인되면 하루 안에 서로 알리고, 공동 대응 훈련을 해마다 한 차례 열기로 뜻을 모았다.",
    "The services will exchange data from April, which they expect to shorten clearance by two days on average.",
)


def document(feed: int, turn: int) -> bytes:
    """Feed ``feed`` after ``turn`` turns: the newest ten of its items."""
    newest = ITEMS + turn if feed % 10 >= UNCHANGED_OF_TEN else ITEMS
    items = "".join(
        f"<item><title>{_TITLES[(feed + n) % 4].format(n=n)}</title><link>https://news.example/{feed}/{n}.html</link>"
        f'<guid isPermaLink="false">{feed}-{n}</guid><pubDate>{formatdate(_EPOCH + n * 3600)}</pubDate>'
        f"<description>&lt;p&gt;{_TEXTS[(feed + n) % 4] * 2}&lt;/p&gt;</description></item>"
        for n in range(newest, newest - ITEMS, -1)
    )
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Feed {feed}</title>'
        f"<link>https://news.example/{feed}/</link><description>News {feed}</description>{items}</channel></rss>"
    ).encode()


class _Answering(asyncio.Protocol):
    """HTTP/1.1 with keep-alive, as little of it as two polite clients need."""

    turn = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport
        self.pending = b""

    def data_received(self, data: bytes) -> None:
        *requests, self.pending = (self.pending + data).split(b"\r\n\r\n")
        for request in requests:
            self.transport.write(self._answer(request))

    def _answer(self, request: bytes) -> bytes:
        path = request.split(b" ", 2)[1]
        if path == b"/turn":
            type(self).turn += 1
            return b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        feed = int(path.rsplit(b"/", 1)[1])
        version = self.turn if feed % 10 >= UNCHANGED_OF_TEN else 0
        etag = b'"%d-%d"' % (feed, version)
        if etag in request:
            return b"HTTP/1.1 304 Not Modified\r\nETag: %s\r\n\r\n" % etag
        body = document(feed, self.turn)
        return (
            b"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml; charset=utf-8\r\nETag: %s\r\n"
            b"Content-Length: %d\r\n\r\n" % (etag, len(body))
        ) + body


def _serve(told: Connection) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(_Answering, "0.0.0.0", 0)
        told.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


def serving() -> AbstractContextManager[int]:
    """The port of a running server, on every address of 127.0.0.0/8."""
    return serving_apart(_serve)


@contextmanager
def serving_apart(serve: Callable[..., None], *arguments: str) -> Iterator[int]:
    """The port of what ``serve`` serves in a process of its own; it tells the port through its last argument."""
    context = multiprocessing.get_context("spawn")
    here, there = context.Pipe()
    process = context.Process(target=serve, args=(*arguments, there), daemon=True)
    process.start()
    try:
        yield int(here.recv())
    finally:
        process.terminate()
        process.join()
