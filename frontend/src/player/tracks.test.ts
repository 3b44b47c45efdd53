import { EventEmitter } from "node:events";
import type Hls from "hls.js/light";
import { beforeEach, expect, test, vi } from "vitest";
import { watchTracks } from "./tracks";

vi.mock("hls.js/light", () => ({
  Events: { BUFFER_CREATED: "hlsBufferCreated", BUFFER_CODECS: "hlsBufferCodecs" },
}));

class Video extends EventTarget {
  currentTime = 1;
  readyState = 4;
  end = 3;
  buffered = { length: 1, end: () => this.end };
}

class Loader extends EventEmitter {
  stopLoad = vi.fn();
  say = (event: string, tracks: object) => this.emit(event, event, tracks);
}

let video: Video;
let hls: Loader;
let outplayed: ReturnType<typeof vi.fn<() => void>>;

beforeEach(() => {
  vi.stubGlobal("HTMLMediaElement", { HAVE_FUTURE_DATA: 3 });
  video = new Video();
  hls = new Loader();
  outplayed = vi.fn<() => void>();
  watchTracks(hls as unknown as Hls, video as unknown as HTMLMediaElement, outplayed);
});

const open = (...names: string[]) => {
  const tracks = Object.fromEntries(names.map((name) => [name, {}]));
  hls.say("hlsBufferCodecs", tracks);
  hls.say("hlsBufferCreated", { tracks });
};

test("the same tracks again, another codec maybe, are played on", () => {
  open("audiovideo");
  hls.say("hlsBufferCodecs", { audiovideo: {}, tracks: {} });
  video.readyState = 2;
  video.dispatchEvent(new Event("waiting"));
  expect(outplayed).not.toHaveBeenCalled();
  expect(hls.stopLoad).not.toHaveBeenCalled();
});

test.each([
  ["video", "audiovideo"],
  ["audio", "audiovideo"],
  ["audiovideo", "video"],
  ["audio", "video"],
])("%s that becomes %s asks for a new engine once what there was is played", (before, after) => {
  open(before);
  hls.say("hlsBufferCodecs", { [after]: {} });
  expect(hls.stopLoad).toHaveBeenCalledOnce();
  expect(outplayed).not.toHaveBeenCalled();
  video.currentTime = 2.95;
  video.dispatchEvent(new Event("timeupdate"));
  video.dispatchEvent(new Event("waiting"));
  expect(outplayed).toHaveBeenCalledOnce();
});

test("a picture that stands still already is not waited for", () => {
  open("video");
  video.readyState = 2;
  hls.say("hlsBufferCodecs", { audiovideo: {} });
  expect(outplayed).toHaveBeenCalledOnce();
});
