import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Engine } from "./engine";
import { Playback } from "./playback";

/** The element's second 0; ms. */
const ZERO = Date.parse("2026-01-01T20:00:00Z");
const URL = "http://media.test/live/a/index.m3u8";

interface Built extends Engine {
  from: Date | null;
  fail: () => void;
  livePosition: number | null;
  edge: number | null;
  unread: number;
  complete: boolean;
}

const built = vi.hoisted((): Built[] => []);

vi.mock("./engine", () => ({
  loadEngine: async () => (video: Video, _url: string, fail: () => void, from: Date | null) => {
    const engine = {
      ready: Promise.resolve(),
      edge: 100,
      complete: false,
      livePosition: 99.6,
      window: 60,
      unread: 0,
      mediaTime: null,
      rate: null,
      period: 0.2,
      get date() {
        return new Date(ZERO + video.currentTime * 1000);
      },
      stop: () => {},
      destroy: () => {},
      from,
      fail,
    };
    built.push(engine);
    return engine;
  },
}));

vi.mock("./renditions/renditions", () => ({
  Renditions: class {
    view = null;
    sound = true;
    look = async () => {};
    destroy = () => {};
    stall = () => {};
    watch = () => {};
  },
}));

class Video extends EventTarget {
  currentTime = 0;
  readyState = 4;
  paused = true;
  ended = false;
  seeking = false;
  muted = false;
  volume = 1;
  playbackRate = 1;
  videoWidth = 0;
  loaded = 100;
  buffered = { length: 1, start: () => 0, end: () => this.loaded };
  seekable = { length: 1, start: () => 40, end: () => 100 };
  play = async () => {
    this.paused = false;
  };
  pause = () => {
    this.paused = true;
  };
}

let video: Video;
let playback: Playback;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("HTMLMediaElement", { HAVE_CURRENT_DATA: 2, HAVE_FUTURE_DATA: 3 });
  built.length = 0;
  video = new Video();
  playback = new Playback(
    video as unknown as HTMLVideoElement,
    { hidden: true } as HTMLCanvasElement,
    () => {},
  );
  playback.play(URL);
  await vi.advanceTimersByTimeAsync(0);
  video.currentTime = 99.5;
  video.dispatchEvent(new Event("playing"));
  await vi.advanceTimersByTimeAsync(200);
});

afterEach(() => {
  playback.destroy();
  vi.useRealTimers();
});

const newest = () => built.at(-1) as Built;

const goTo = async (seconds: number) => {
  playback.goTo(newest().livePosition === null ? 0 : (newest().livePosition as number) - seconds);
  video.dispatchEvent(new Event("seeking"));
  await vi.advanceTimersByTimeAsync(200);
};

/** The playlist is read no more, and what was loaded of it is played to its end. */
const outplay = async () => {
  for (let second = 1; video.currentTime < 100; second++) {
    newest().unread = second;
    await vi.advanceTimersByTimeAsync(900);
    video.currentTime = Math.min(100, video.currentTime + 1);
    await vi.advanceTimersByTimeAsync(100);
  }
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
};

const date = (seconds: number) => new Date(ZERO + seconds * 1000);

test("whoever has gone back goes on from there where the tracks change, though what was listed is played", async () => {
  await goTo(90);
  await outplay();
  expect(playback.view.behind).toBe(10);
  expect(newest().from).toEqual(date(100));
});

test("the page hears that the sound may be had alone once there is a picture", async () => {
  await vi.dynamicImportSettled();
  expect(playback.view.sound).toBe(true);
});

test("what takes the place of another begins where that is, and at live when it has to begin again", async () => {
  playback.leave();
  playback.play(URL, false, date(95));
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toEqual(date(95));
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toBeNull();
});

test("whoever is at live begins at live again", async () => {
  await outplay();
  expect(newest().from).toBeNull();
});

test("whoever has gone back and wants to be at live again begins there, as long ago as the tracks have changed", async () => {
  await goTo(90);
  newest().unread = 8;
  video.currentTime = 100;
  video.dispatchEvent(new Event("seeking"));
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toBeNull();
});

test("the place is remembered by engines that never came to show it", async () => {
  await goTo(90);
  await outplay();
  for (let times = 0; times < 3; times++) {
    Object.assign(newest(), { edge: null, livePosition: null, window: 0 });
    Object.assign(video, { currentTime: 0, readyState: 0, loaded: 0 });
    video.dispatchEvent(new Event("seeking"));
    newest().fail();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(playback.view).toMatchObject({ rewindable: true, behind: 10 });
  }
  expect(built.length).toBeGreaterThan(3);
  expect(newest().from).toEqual(date(100));
});

test("whom the network has left behind is no viewer who has gone back", async () => {
  Object.assign(newest(), { edge: 120, livePosition: 119.6 });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(playback.view.behind).toBe(20);
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toBeNull();
});

test("whoever pauses stays there", async () => {
  video.pause();
  Object.assign(newest(), { edge: 120, livePosition: 119.6 });
  await vi.advanceTimersByTimeAsync(200);
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toEqual(date(99.5));
  expect(video.paused).toBe(true);
});

test("whoever pauses for a moment where the network has left them behind still wants to be at live", async () => {
  Object.assign(newest(), { edge: 120, livePosition: 119.6 });
  await vi.advanceTimersByTimeAsync(1_000);
  video.pause();
  await vi.advanceTimersByTimeAsync(1_000);
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from).toBeNull();
});

test("whoever had to press Play first has not chosen to be behind", async () => {
  video.play = async () => {
    throw new DOMException("", "NotAllowedError");
  };
  video.pause();
  playback.unmute();
  await vi.advanceTimersByTimeAsync(200);
  expect(playback.view.blocked).toBe(true);
  Object.assign(newest(), { edge: 120, livePosition: 119.6 });
  await vi.advanceTimersByTimeAsync(200);
  video.paused = false;
  video.dispatchEvent(new Event("play"));
  expect(video.currentTime).toBe(119.6);
});

test("an engine that plays before it has a picture begins where it has chosen to, and not where live is", async () => {
  Object.assign(newest(), { window: 20 });
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  Object.assign(newest(), { window: 20 });
  Object.assign(video, { currentTime: 0, readyState: 1 });
  await vi.advanceTimersByTimeAsync(200);
  video.dispatchEvent(new Event("play"));
  expect(video.currentTime).toBe(0);
});

test("after the end, too, whoever has gone back sees what was sent with other tracks", async () => {
  await goTo(90);
  playback.finish();
  await outplay();
  expect(newest().from).toEqual(date(100));
  expect(playback.view.state).toBe("stalled");
  expect(video.paused).toBe(false);
});

test("after the end nothing is begun anew at live", async () => {
  playback.finish();
  await outplay();
  expect(built).toHaveLength(1);
  expect(playback.view.state).toBe("finished");
});

const hearTooFar = () => {
  const heard: Date[] = [];
  playback.onTooFar = (date) => heard.push(date);
  return heard;
};

test("what the playlist does not list any more is asked for by when it was sent", async () => {
  const heard = hearTooFar();
  await goTo(79.6);
  expect(heard).toEqual([]);
  playback.goTo(89.6);
  expect(heard).toEqual([date(10)]);
});

test("whoever steps out of the playlist by the browser's own means gets there, too", async () => {
  const heard = hearTooFar();
  video.currentTime = 30;
  video.dispatchEvent(new Event("seeking"));
  expect(heard).toEqual([date(30)]);
});

test("whoever the engine takes forward, far behind a live that has gone on, has not chosen to be there", async () => {
  const heard = hearTooFar();
  Object.assign(newest(), { edge: 120, livePosition: 119.6, window: 8 });
  video.currentTime = 103;
  video.dispatchEvent(new Event("seeking"));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(heard).toEqual([]);
  newest().fail();
  await vi.advanceTimersByTimeAsync(0);
  expect(newest().from, "live is where to begin anew").toBeNull();
});

test("from who pauses the playlist moves away, from whom the network has left behind it does not", async () => {
  const heard = hearTooFar();
  Object.assign(newest(), { edge: 200, livePosition: 199.6 });
  await vi.advanceTimersByTimeAsync(200);
  expect(heard).toEqual([]);
  video.pause();
  await vi.advanceTimersByTimeAsync(100);
  expect(heard, "not yet by a choice").toEqual([]);
  Object.assign(newest(), { edge: 204, livePosition: 203.6 });
  await vi.advanceTimersByTimeAsync(100);
  expect(heard).toEqual([date(99.5)]);
});

test("a playlist that lists little is one to go back in where there is a replay", async () => {
  hearTooFar();
  Object.assign(newest(), { window: 8 });
  await vi.advanceTimersByTimeAsync(200);
  expect(playback.view.rewindable).toBe(true);
  playback.goTo(4);
  expect(video.currentTime).toBeCloseTo(95.6);
});

test("whoever leaves for the replay and comes back begins at live, and keeps the controls meanwhile", async () => {
  await goTo(90);
  playback.leave();
  expect(playback.view).toMatchObject({ state: "idle", behind: 0 });
  playback.play(URL, true);
  expect(playback.view).toMatchObject({ state: "stalled", rewindable: true });
  await vi.advanceTimersByTimeAsync(0);
  expect(built).toHaveLength(2);
  expect(newest().from).toBeNull();
});
