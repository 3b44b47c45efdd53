"""`python -m ingest.doctor`: what an ingest node needs, as JSON for `encryptedmedia doctor`."""

import asyncio

from ingest.doctor.bucket import check_bucket
from ingest.doctor.media import check_ffmpeg
from runtime.findings import Finding, write
from settings import Settings, load_settings


async def examine(settings: Settings) -> list[Finding]:
    """Everything, side by side."""
    ffmpeg, bucket = await asyncio.gather(check_ffmpeg(settings), check_bucket(settings))
    return [ffmpeg, *bucket]


def main() -> None:
    """Look, and print what was found."""
    findings = asyncio.run(examine(load_settings(make_secrets=False)))
    print(write(findings, as_json=True))  # noqa: T201 - for whoever started this


if __name__ == "__main__":
    main()
