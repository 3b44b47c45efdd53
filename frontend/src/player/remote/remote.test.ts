// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { Remote } from "./remote";
import type { RemoteView } from "./ways";

/** A TV that can be near, and connected. */
class Tv extends EventTarget {
  look: (there: boolean) => void = () => {};
  asked = 0;
  watchAvailability = async (look: (there: boolean) => void) => {
    this.look = look;
    return 1;
  };
  prompt = async () => {
    this.asked += 1;
  };
}

let seen: RemoteView[];
let played: string[];

function element(with_: object): HTMLVideoElement {
  const video = document.createElement("video");
  const all = {
    play: async () => void played.push("play"),
    pause: () => void played.push("pause"),
    load: () => {},
    ...with_,
  };
  // Some of these are the element's own, and only to be read.
  for (const [name, value] of Object.entries(all))
    Object.defineProperty(video, name, { value, writable: true });
  return video;
}

beforeEach(() => {
  seen = [];
  played = [];
});

test("a TV that is near is offered, and plays what it is handed until it is let go", async () => {
  const tv = new Tv();
  const video = element({ remote: tv });
  const remote = new Remote(video, "/live/one/index.m3u8", (view) => seen.push(view));
  tv.look(true);
  await remote.press();
  tv.dispatchEvent(new Event("connect"));
  tv.dispatchEvent(new Event("disconnect"));
  tv.look(false);
  expect(tv.asked).toBe(1);
  expect(seen.map(({ way, on }) => `${way} ${on}`)).toEqual([
    "cast false",
    "cast true",
    "cast false",
    "null false",
  ]);
  expect(played).toEqual(["play", "pause"]);
});

test("Safari's way is its own", async () => {
  let picked = 0;
  const video = element({ webkitShowPlaybackTargetPicker: () => picked++ });
  const remote = new Remote(video, "/live/one/index.m3u8", (view) => seen.push(view));
  const near = Object.assign(new Event("webkitplaybacktargetavailabilitychanged"), {
    availability: "available",
  });
  video.dispatchEvent(near);
  await remote.press();
  Object.assign(video, { webkitCurrentPlaybackTargetIsWireless: true });
  video.dispatchEvent(new Event("webkitcurrentplaybacktargetiswirelesschanged"));
  expect([picked, remote.view]).toEqual([1, { way: "airplay", on: true }]);
});

test("a page that is left hands nothing on any more", () => {
  const tv = new Tv();
  const video = element({ remote: tv });
  new Remote(video, "/live/one/index.m3u8", (view) => seen.push(view)).destroy();
  tv.look(true);
  tv.dispatchEvent(new Event("connect"));
  expect([seen, video.hasAttribute("src")]).toEqual([[], false]);
});
