"""The rules of RFC 8216bis (draft 22) that bind a live low-latency media playlist, one by one, and over reloads.

Each failure names the section. What only a clock can tell (how soon a new part must come) is not looked at here.
"""

from support.hls_playlist import Playlist, SegmentLines, read_playlist

_ROUNDING = 2e-5


def check_playlist(playlist: Playlist) -> None:
    """What one playlist must be by itself."""
    _check_text(playlist)
    _check_header(playlist)
    _check_parts(playlist)
    _check_segments(playlist)
    _check_hints(playlist)


def _check_text(playlist: Playlist) -> None:
    text = playlist.text
    assert not text.startswith("\ufeff"), "4.1: a byte order mark"
    assert all(character in "\r\n" or ord(character) >= 32 for character in text), "4.1: control characters"
    uris = [part.uri for segment in playlist.all_segments for part in segment.parts]
    uris += [segment.uri for segment in playlist.segments if segment.uri]
    assert len(uris) == len(set(uris)), "4.1: one address for two things"
    assert not any("/" in uri or ":" in uri for uri in uris), "addresses are relative, so that a key is not repeated"


def _check_header(playlist: Playlist) -> None:
    header, target = playlist.header, playlist.target_duration
    version = int(header.get("EXT-X-VERSION", "1"))
    needed = 9 if playlist.skipped else 6
    assert version >= needed, f"8: version {version} is too low for the tags used"
    assert version <= needed, f"6.2.1: version {version} is higher than needed"
    assert "EXT-X-PLAYLIST-TYPE" not in header, "6.2.2: segments are removed, so there is no type"
    assert "EXT-X-MEDIA-SEQUENCE" in header, "6.2.2: needed where segments are removed"
    assert "EXT-X-DISCONTINUITY-SEQUENCE" in header, "6.2.2: needed where discontinuities are removed"
    control, part_target = playlist.control, playlist.part_target
    if part_target is not None:
        assert control["CAN-BLOCK-RELOAD"] == "YES", "low latency needs blocking reloads"
        hold_back = float(control["PART-HOLD-BACK"])
        assert hold_back >= 3 * part_target - 1e-3, "4.4.3.8: PART-HOLD-BACK under three part targets"
    if "HOLD-BACK" in control:
        assert float(control["HOLD-BACK"]) >= 3 * target, "4.4.3.8: HOLD-BACK under three target durations"
    if "CAN-SKIP-UNTIL" in control:
        assert float(control["CAN-SKIP-UNTIL"]) >= 6 * target, "4.4.3.8: skip boundary under six target durations"


def _check_parts(playlist: Playlist) -> None:
    part_target = playlist.part_target
    from_end = 0.0
    for segment in reversed(playlist.all_segments):
        if segment.parts:
            assert part_target is not None, "4.4.3.7: parts without EXT-X-PART-INF"
            begin = from_end + segment.known_duration
            assert begin <= 3 * playlist.target_duration + _ROUNDING, "6.2.2: parts far from the end"
            assert not segment.tags_after_parts, f"4.4.4.9: {segment.tags_after_parts} behind parts they apply to"
        from_end += segment.known_duration
        complete = segment.uri is not None
        for index, part in enumerate(segment.parts):
            assert part_target is not None
            assert part.duration <= part_target + _ROUNDING, f"4.4.4.9: {part.text} over the target {part_target}"
            last = complete and index == len(segment.parts) - 1
            newest = not complete and index == len(segment.parts) - 1  # may turn out to be the last
            if not (last or newest or part.independent or part.gap):
                assert part.duration >= 0.85 * part_target - _ROUNDING, f"4.4.4.9: {part.text} under 85 %"
        if complete and segment.parts:
            difference = abs(sum(part.duration for part in segment.parts) - segment.known_duration)
            assert difference <= _ROUNDING * (len(segment.parts) + 1), "a segment is as long as its parts"


def _check_segments(playlist: Playlist) -> None:
    before: SegmentLines | None = None
    for segment in playlist.all_segments:
        assert segment.map_uri is not None, "4.4.4.5: fragmented MP4 needs EXT-X-MAP"
        if segment.duration is not None:
            rounded = int(segment.duration + 0.5)
            assert rounded <= playlist.target_duration, f"4.4.3.1: EXTINF {segment.duration} rounds over the target"
            assert segment.duration > 0
        if segment.discontinuity:
            assert segment.date is not None, "6.2.1: a discontinuity without EXT-X-PROGRAM-DATE-TIME"
            assert segment.own_map, "a new encoder run has an init section of its own"
        if before is not None and before.date is not None and segment.date is not None:
            overlap = before.date.timestamp() + before.known_duration - segment.date.timestamp()
            assert overlap < 1.0, "6.2.1: dates of two segments overlap"
            if not segment.discontinuity:
                held = before.known_duration > playlist.target_duration + 0.49  # a picture that stood still
                put_right = overlap > 0.49 or overlap < -0.99  # no less is worth a break in the dates
                assert abs(overlap) < 0.01 or put_right or held, "dates and durations of neighbours agree"
        before = segment


def _check_hints(playlist: Playlist) -> None:
    if playlist.ended:
        assert not playlist.hints, "4.4.5.3: a hint behind the end"
        assert playlist.open is None, "6.2.1: parts without their segment in a playlist that has ended"
        return
    kinds = [hint["TYPE"] for hint in playlist.hints]
    assert len(kinds) == len(set(kinds)), "6.2.6: two hints of one type"
    if playlist.part_target is not None:
        assert kinds == ["PART"], "low latency needs the hint of the next part"
        listed = {part.uri for segment in playlist.all_segments for part in segment.parts}
        assert playlist.hints[0]["URI"] not in listed, "a hint of what is there already"


class PlaylistHistory:
    """Successive versions of one playlist, as one player sees them. `add` fails where one breaks a rule."""

    def __init__(self) -> None:
        self.last: Playlist | None = None
        self.versions = 0
        self._segments: dict[int, SegmentLines] = {}
        self._removed = False

    def add(self, text: str) -> Playlist:
        """Take the next version; delta updates are completed from the one before."""
        playlist = read_playlist(text, before=self.last)
        check_playlist(playlist)
        if self.last is not None:
            self._compare(self.last, playlist)
        self._remember(playlist)
        self.last = playlist
        self.versions += 1
        return playlist

    def _compare(self, old: Playlist, new: Playlist) -> None:
        for name in ("EXT-X-TARGETDURATION", "EXT-X-PART-INF", "EXT-X-SERVER-CONTROL"):
            assert old.header.get(name) == new.header.get(name), f"6.2.1: {name} has changed"
        for name in ("EXT-X-MEDIA-SEQUENCE", "EXT-X-DISCONTINUITY-SEQUENCE"):
            assert int(new.header[name]) >= int(old.header[name]), f"6.2.2: {name} goes back"
        if old.ended:
            assert new.text == old.text, "6.2.1: changed after its end"
        first = new.all_segments[0].sequence
        if first > old.all_segments[0].sequence:
            self._removed = True
        if self._removed and not new.ended:
            listed = sum(segment.known_duration for segment in new.segments)
            assert listed >= 3 * new.target_duration - _ROUNDING, "6.2.2: shorter than three target durations"
        assert first <= old.all_segments[-1].sequence + 1, "segments that no reload could have seen"
        assert new.all_segments[-1].sequence >= old.all_segments[-1].sequence, "segments have gone from the end"

    def _remember(self, playlist: Playlist) -> None:
        for segment in playlist.all_segments:
            known = self._segments.get(segment.sequence)
            if known is not None:
                _check_same(known, segment)
            self._segments[segment.sequence] = segment


def _check_same(known: SegmentLines, segment: SegmentLines) -> None:
    number = segment.sequence
    assert known.discontinuity_sequence == segment.discontinuity_sequence, (
        f"6.2.2: {number} changed its discontinuity"
    )
    assert known.discontinuity == segment.discontinuity, f"6.2.1: {number} changed"
    assert known.map_uri == segment.map_uri, f"6.2.1: {number} changed its init section"
    assert known.date == segment.date, f"6.2.1: {number} changed its date"
    if known.uri is not None:
        assert (known.uri, known.duration) == (segment.uri, segment.duration), f"6.2.1: {number} changed"
    # Parts may go altogether once they are old; until then they only grow at the end.
    if segment.parts and known.parts:
        shared = min(len(known.parts), len(segment.parts))
        before, after = ([part.text for part in each.parts[:shared]] for each in (known, segment))
        assert before == after, f"6.2.1: parts of {number} changed"
        assert len(segment.parts) >= len(known.parts), f"6.2.2: parts of {number} went from the end"
    elif segment.parts and known.uri is not None and not known.parts:
        raise AssertionError(f"parts of {number} came back")
