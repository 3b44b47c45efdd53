import { expect, it } from "vitest";
import { sourceOf } from "./address";
import { hasSound, readRenditions } from "./multivariant";

const STREAM = "#EXT-X-STREAM-INF:";
const PLAYLIST = `#EXTM3U
#EXT-X-INDEPENDENT-SEGMENTS
${STREAM}BANDWIDTH=420000,AVERAGE-BANDWIDTH=350000,RESOLUTION=426x240,CODECS="avc1.42c015,mp4a.40.2"
240p/index.m3u8
${STREAM}BANDWIDTH=4800000,AVERAGE-BANDWIDTH=4200000,RESOLUTION=1280x720,FRAME-RATE=30.000,CODECS="avc1.4d401f,mp4a.40.2"
source/index.m3u8
${STREAM}BANDWIDTH=160000,CODECS="mp4a.40.2"
audio/index.m3u8
${STREAM}BANDWIDTH=1200000,RESOLUTION=854x480,CODECS="avc1.42c01e,mp4a.40.2"
480p/index.m3u8
`;

it("reads the pictures, the best one first, and not the sound alone", () => {
  expect(readRenditions(PLAYLIST)).toEqual([
    { name: "source", lines: 720, rate: 4_200_000 },
    { name: "480p", lines: 480, rate: 1_200_000 },
    { name: "240p", lines: 240, rate: 350_000 },
  ]);
});

it("says whether the sound may be had alone", () => {
  expect(hasSound(PLAYLIST)).toBe(true);
  expect(hasSound(PLAYLIST.replace("\naudio/", "\nother/"))).toBe(false);
});

it("counts the lines of the shorter side, as names do", () => {
  const upright = PLAYLIST.replace("426x240", "240x426");
  expect(readRenditions(upright).at(-1)).toEqual({ name: "240p", lines: 240, rate: 350_000 });
});

it("finds none in a media playlist, without a source, or elsewhere", () => {
  expect(readRenditions('#EXTM3U\n#EXT-X-MAP:URI="init-a-1.mp4"\n#EXTINF:2,\nsegment-a-1.m4s\n')).toEqual([]);
  expect(readRenditions(PLAYLIST.replace("source/", "other/"))).toEqual([]);
  expect(readRenditions(PLAYLIST.replace("480p/", "https://elsewhere.example/480p/"))).toHaveLength(2);
});

it("finds the source beside a stream's playlist, behind a pass too", () => {
  expect(sourceOf("https://media.example/live/a/index.m3u8")).toBe(
    "https://media.example/live/a/source/index.m3u8",
  );
  expect(sourceOf("/live/a/p1.x/index.m3u8")).toBe("/live/a/p1.x/source/index.m3u8");
});
