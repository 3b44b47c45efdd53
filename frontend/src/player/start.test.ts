import { EventEmitter } from "node:events";
import type Hls from "hls.js/light";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { findKeyframe, start } from "./start";

vi.mock("hls.js/light", () => ({
  Events: { MANIFEST_LOADED: "hlsManifestLoaded", FRAG_BUFFERED: "hlsFragBuffered" },
}));

const part = (start: number, independent: boolean, cc = 0) => ({ start, independent, fragment: { cc } });

describe("a viewer who joins begins", () => {
  test("at the last keyframe before the live position", () => {
    const parts = [part(0, true), part(1, false), part(2, true), part(3, false), part(4, true)];
    expect(findKeyframe(parts, 3.5)).toBe(2);
  });

  test("in the newest run, whose tracks may be others, though it is hardly there yet", () => {
    const parts = [part(0, true, 1), part(1, false, 1), part(2, true, 2), part(2.2, false, 2)];
    expect(findKeyframe(parts, 1.8)).toBe(2);
  });

  test("at the playlist's begin where no keyframe is listed", () => {
    expect(findKeyframe([part(1, false), part(2, false)], 3)).toBe(0);
  });
});

describe("a player that begins", () => {
  class Loader extends EventEmitter {
    startLoad = vi.fn();
    liveSyncPosition: number | null = null;
  }
  class Video extends EventTarget {
    currentTime = 0;
    readyState = 4;
    end = 0;
    buffered = { length: 1, start: () => 0, end: () => this.end };
  }
  let hls: Loader;
  let video: Video;
  const ready = vi.fn();

  /** The playlist as it was read first, then what was loaded of it. */
  const begin = (edge: number, partList: ReturnType<typeof part>[]) => {
    hls.emit("hlsManifestLoaded", "", {
      levels: [{ details: { live: true, edge, partList, fragments: [] } }],
    });
  };
  const load = async (end: number, live: number) => {
    Object.assign(video, { end });
    hls.liveSyncPosition = live;
    hls.emit("hlsFragBuffered");
    await Promise.resolve();
  };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("HTMLMediaElement", { HAVE_CURRENT_DATA: 2 });
    hls = new Loader();
    video = new Video();
    ready.mockClear();
    void start(hls as unknown as Hls, video as unknown as HTMLMediaElement, null).then(ready);
  });
  afterEach(() => vi.useRealTimers());

  test("jumps to live once that is loaded, and plays then", async () => {
    begin(6, [part(4, true), part(5.8, false)]);
    expect(hls.startLoad).toHaveBeenCalledWith(4);
    video.currentTime = 4;
    await load(5, 5.6);
    expect(ready).not.toHaveBeenCalled();
    await load(6, 5.6);
    expect(video.currentTime).toBe(5.6);
    expect(ready).toHaveBeenCalledOnce();
  });

  // Jumped to live, it would load what came before, whose tracks do not fit, and stand there.
  test.each([
    [6.2, 5.8],
    [6.2, 6.05],
  ])("never goes before the run that it began with: loaded to %s, live at %s", async (end, live) => {
    begin(6.2, [part(5.8, true, 1), part(6, true, 2)]);
    expect(hls.startLoad).toHaveBeenCalledWith(6);
    await load(end, live);
    expect([0, 6]).toContain(video.currentTime);
    await vi.advanceTimersByTimeAsync(0);
    expect(ready).toHaveBeenCalledOnce();
  });
});
