"""web and ingest side by side, on ports and in a folder of their own."""

from collections.abc import Mapping
from pathlib import Path

from support.ports import find_free_ports
from support.processes import ServerProcess


class PlatformPair:
    """Both processes, with a database, secrets and ports that no other pair shares."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self.folder = folder
        self.port, self.rtmp_port, self.http_port = find_free_ports(3)
        self.environ = {
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "RTMP_HOST": "127.0.0.1",
            "RTMP_PORT": str(self.rtmp_port),
            "HLS_HOST": "127.0.0.1",
            "HTTP_PORT": str(self.http_port),
            "DATA_DIR": str(folder / "var"),
            "NODE_NAME": "test-node",
            **variables,
        }
        self.http_port = int(self.environ["HTTP_PORT"])  # a test may have to know it before
        self.web = ServerProcess("api", self.port, self.environ, folder)
        self.ingest = ServerProcess("ingest", self.http_port, self.environ, folder)

    @classmethod
    def start(cls, folder: Path, **variables: str) -> "PlatformPair":
        """Migrate, start both and wait until both can serve. `variables` are further settings."""
        pair = cls(folder, variables)
        try:
            pair.release()
            pair.web.start()
            pair.ingest.start()
            pair.web.wait_ready()
            pair.ingest.wait_ready()
        except BaseException:
            pair.kill()
            raise
        return pair

    def release(self) -> None:
        """Apply the migrations, as `make run` does before it starts anything."""
        release = ServerProcess("api.release", 0, self.environ, self.folder)
        release.start()
        code = release.wait(60)
        assert code == 0, f"api.release ended with {code}:\n{release.output}"

    @property
    def url(self) -> str:
        """The pages and the API, no trailing slash."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def ws_url(self) -> str:
        """The channels, no trailing slash."""
        return f"ws://127.0.0.1:{self.port}"

    @property
    def origin_url(self) -> str:
        """The HLS origin, no trailing slash."""
        return f"http://127.0.0.1:{self.http_port}"

    @property
    def database(self) -> Path:
        """The SQLite file, for looking at what was stored."""
        return self.folder / "var" / "encryptedmedia.sqlite3"

    def stop(self) -> None:
        """End both in order; fails if either leaves something behind."""
        try:
            self.ingest.stop()
            self.web.stop()
        finally:
            self.kill()

    def kill(self) -> None:
        """End both at once, whatever they do."""
        self.web.kill()
        self.ingest.kill()
