import { describe, expect, test } from "vitest";
import { besidePlaylist, findCue, parseCues } from "./cues";

const TEXT = `WEBVTT

00:00:00.000 --> 00:00:10.000
sheet-1769889600000.jpg?n=3#xywh=0,3,160,90

00:00:10.000 --> 00:59:50.500
sheet-1769889600000.jpg?n=3#xywh=0,99,160,90

00:59:50.500 --> 01:00:00.000
sheet-1769893190500.jpg?n=1#xywh=0,3,160,90
`;
const BASE = "https://media.example/live/r1/pass/storyboard.vtt";
const cues = parseCues(TEXT, BASE);

describe("a storyboard", () => {
  test("is beside the playlist, behind the same pass", () => {
    expect(besidePlaylist("https://media.example/live/r1/pass/index.m3u8")).toBe(BASE);
  });

  test("says of each stretch where its picture is", () => {
    expect(cues).toHaveLength(3);
    expect(cues[1]).toEqual({
      from: 10,
      until: 3590.5,
      url: "https://media.example/live/r1/pass/sheet-1769889600000.jpg?n=3",
      x: 0,
      y: 99,
      width: 160,
      height: 90,
    });
  });

  test("has one picture for each moment, and the last for all that is not drawn yet", () => {
    expect([0, 9.99, 10, 3599, 4000].map((time) => findCue(cues, time)?.from)).toEqual([
      0, 0, 10, 3590.5, 3590.5,
    ]);
    expect(findCue(cues, -1)).toBeNull();
    expect(findCue([], 5)).toBeNull();
  });

  test("may be anything, and is empty then", () => {
    expect(parseCues("<html>", BASE)).toEqual([]);
    expect(parseCues("WEBVTT\n\n", BASE)).toEqual([]);
    expect(parseCues(TEXT.replaceAll("\n", "\r\n"), BASE)).toEqual(cues);
  });
});
