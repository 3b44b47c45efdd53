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
  begin = 0;
  buffered = { length: 1, start: () => this.begin, end: () => this.end };
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
  video.dispatchEvent(new Event("playing"));
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

test("what is loaded of a run that has other tracks is not given up before it plays", () => {
  video.currentTime = 0;
  video.begin = 40;
  video.end = 56;
  video.readyState = 1;
  hls.say("hlsBufferCodecs", { audiovideo: {} });
  hls.say("hlsBufferCreated", { tracks: { audiovideo: {} } });
  hls.say("hlsBufferCodecs", { video: {} });
  video.dispatchEvent(new Event("waiting"));
  expect(outplayed).not.toHaveBeenCalled();
  video.currentTime = 41;
  video.readyState = 4;
  video.dispatchEvent(new Event("playing"));
  // Decoders fall behind for a moment; there are fifteen seconds more.
  video.readyState = 2;
  video.dispatchEvent(new Event("waiting"));
  expect(outplayed).not.toHaveBeenCalled();
});

test.each([-5, 20])("a viewer who goes to where nothing is loaded is not kept waiting: %i s", (to) => {
  open("video");
  hls.say("hlsBufferCodecs", { audiovideo: {} });
  video.currentTime = to;
  video.dispatchEvent(new Event("seeking"));
  expect(outplayed).toHaveBeenCalledOnce();
});

test("a picture that stands still already is not waited for", () => {
  open("video");
  video.readyState = 2;
  video.currentTime = 2.7;
  hls.say("hlsBufferCodecs", { audiovideo: {} });
  expect(outplayed).toHaveBeenCalledOnce();
});
