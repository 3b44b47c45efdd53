"""Several web processes over one PostgreSQL and one Redis, and an ingest node."""

from pathlib import Path
from typing import Any

import httpx

from support.platform_pair import PlatformPair
from support.ports import find_free_ports
from support.processes import ServerProcess
from support.redis import RedisServer
from support.waiting import PATIENCE


class Fleet:
    """Web processes on ports of their own, and an ingest node that calls back to the first."""

    def __init__(self, folder: Path, database_url: str, redis: RedisServer, size: int, **variables: str) -> None:
        self.redis = redis
        self.pair = PlatformPair(folder, {"DATABASE_URL": database_url, "REDIS_URL": redis.url, **variables})
        self.webs = [self.pair.web]
        for number, port in enumerate(find_free_ports(size - 1), 2):
            home = folder / f"web-{number}"
            home.mkdir()
            self.webs.append(ServerProcess("api", port, {**self.pair.environ, "PORT": str(port)}, home))

    def start(self) -> None:
        self.pair.release()
        for process in [*self.webs, self.pair.ingest]:
            process.start()
        for process in [*self.webs, self.pair.ingest]:
            process.wait_ready()

    def kill(self) -> None:
        for process in [*self.webs, self.pair.ingest]:
            process.kill()

    def url(self, index: int) -> str:
        return f"127.0.0.1:{self.webs[index].port}"

    async def health(self, index: int) -> dict[str, Any]:
        async with httpx.AsyncClient(trust_env=False, timeout=PATIENCE) as client:
            answer: dict[str, Any] = (await client.get(f"http://{self.url(index)}/health")).json()
            return answer
