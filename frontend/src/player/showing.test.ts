import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Show } from "./showing";
import { Showing } from "./showing";
import { IDLE_PLAYBACK, type PlaybackView } from "./view";

interface Fake {
  done: string[];
  view: PlaybackView;
  begun: boolean;
  hearing: { onLive: () => void } | null;
}

const live = vi.hoisted((): Pick<Fake, "done" | "view"> => ({ done: [], view: {} as PlaybackView }));
const replay = vi.hoisted((): Fake => ({ done: [], view: {} as PlaybackView, begun: false, hearing: null }));

vi.mock("./playback", () => ({
  Playback: class {
    onTooFar = null;
    clock = { read: () => 100_000 };
    get view() {
      return live.view;
    }
    play = (url: string, back = false) => live.done.push(back ? `back to ${url}` : `play ${url}`);
    leave = () => live.done.push("leave");
    finish = () => live.done.push("finish");
    interrupt = () => {};
    goTo = (behind: number) => live.done.push(`go ${behind}`);
    destroy = () => {};
  },
}));

vi.mock("./replay/replay", () => ({
  loadReplay:
    async () =>
    (...[, , , , , hearing]: [unknown, unknown, unknown, unknown, unknown, Fake["hearing"]]) => {
      replay.hearing = hearing;
      return {
        get view() {
          return replay.view;
        },
        get begun() {
          return replay.begun;
        },
        open: (from: object, manner: string) => replay.done.push(`${manner} ${JSON.stringify(from)}`),
        play: (from?: number) => replay.done.push(`play ${from}`),
        playFrom: (date: number) => replay.done.push(`play from ${date}`),
        find: (date: number) => date / 1000,
        goBack: (behind: number) => replay.done.push(`back ${behind}`),
        update: () => replay.done.push("update"),
        destroy: () => replay.done.push("destroy"),
      };
    },
}));

const KEPT = { id: "one", url: "/live/r1/index.m3u8", whole: false, begins: 0 };
const ON: Show = { live: true, url: "/live/a/index.m3u8", interrupted: false, kept: KEPT };
const OVER: Show = { live: false, url: null, interrupted: false, kept: { ...KEPT, whole: true } };

let showing: Showing;

beforeEach(() => {
  live.done.length = 0;
  live.view = IDLE_PLAYBACK;
  replay.done.length = 0;
  replay.view = { ...IDLE_PLAYBACK, source: "replay", state: "playing" };
  replay.begun = false;
  const video = { paused: false, play: async () => {} } as HTMLVideoElement;
  showing = new Showing(video, {} as HTMLCanvasElement, () => {});
});

afterEach(() => showing.destroy());

const update = async (show: Show, place = 0) => {
  showing.update(show, () => place);
  await vi.dynamicImportSettled();
};

const watch = async (position: number) => {
  showing.watch(position);
  await vi.dynamicImportSettled();
  replay.begun = true;
};

test("whoever comes after the end is shown the place where they had been, and it waits", async () => {
  await update(OVER, 760);
  expect(replay.done).toEqual(['wait {"position":760}']);
  expect(showing.view.source).toBe("replay");
  showing.watch(0);
  expect(replay.done.at(-1)).toBe("play 0");
});

test("whoever has seen the end keeps its last picture until they want the replay", async () => {
  await update(ON);
  live.view = { ...IDLE_PLAYBACK, state: "finished" };
  await update({ ...OVER, kept: KEPT });
  await update(OVER);
  expect(replay.done).toEqual([]);
  await watch(0);
  expect(replay.done).toEqual(['play {"position":0}']);
});

test("while live one player has the element, and one press gives it to the other", async () => {
  await update(ON);
  await watch(0);
  expect(live.done).toEqual(["play /live/a/index.m3u8", "leave"]);
  showing.goTo(30);
  expect(replay.done.at(-1)).toBe("back 30");
  await update({ ...ON, interrupted: true });
  expect(live.done.at(-1)).toBe("leave");
  showing.goLive();
  expect(replay.done.at(-1)).toBe("destroy");
  expect(live.done.at(-1)).toBe("back to /live/a/index.m3u8");
  expect(showing.view.source).toBe("live");
});

test("what was sent at some time is played from wherever it may be had", async () => {
  await update(ON);
  showing.watchFrom(70_000);
  expect(live.done.at(-1)).toBe("go 30");
  expect(showing.locate(70_000)).toBeNull();
  await watch(0);
  showing.watchFrom(60_000);
  expect(replay.done.at(-1)).toBe("play from 60000");
  expect(showing.locate(60_000)).toBe(60);
});

test("what was sent at some time is played after the end by who has seen it live", async () => {
  await update(ON);
  live.view = { ...IDLE_PLAYBACK, state: "finished" };
  await update(OVER);
  showing.watchFrom(60_000);
  await vi.dynamicImportSettled();
  expect(replay.done).toEqual(['play {"date":"1970-01-01T00:01:00.000Z"}']);
});

test("whoever is behind when the show ends goes on", async () => {
  await update(ON);
  await watch(0);
  await update({ ...OVER, kept: KEPT });
  await update(OVER);
  expect(replay.done).toEqual(['play {"position":0}', "update", "update"]);
  expect(showing.view.source).toBe("replay");
});

test("a show that goes on does so for all who have not begun with its replay", async () => {
  await update(OVER);
  await update(ON);
  expect(replay.done.at(-1)).toBe("destroy");
  expect(live.done.at(-1)).toBe("play /live/a/index.m3u8");
});

test("a show that goes on takes nobody away from its replay before they have seen it", async () => {
  await update(OVER);
  await watch(0);
  await update(ON);
  expect(showing.view.source).toBe("replay");
  replay.view = { ...replay.view, state: "finished" };
  await update({ ...ON, interrupted: true });
  expect(showing.view.source).toBe("live");
});

test("a replay that is deleted is played no more", async () => {
  await update(OVER);
  await watch(0);
  await update({ ...OVER, kept: null });
  expect(replay.done.at(-1)).toBe("destroy");
  expect(showing.view.source).toBe("live");
});
