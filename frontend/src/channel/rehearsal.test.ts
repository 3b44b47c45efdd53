import { expect, test } from "vitest";
import type { Rehearsal, Verdict } from "../api/types";
import { applyFrame, EMPTY_BOARD } from "./board";
import type { Frame } from "./frames";
import { parseFrame } from "./frames";
import { chooseNews } from "./rehearsal";

const at = "2026-01-01T00:00:00.000Z";
const good: Verdict = { ready: true, checks: [] };
const bad: Verdict = { ready: false, checks: [] };
const started: Frame = { type: "rehearsal.started", at };
const ended: Frame = { type: "rehearsal.ended", at, verdict: good };
const conflict: Frame = { type: "rehearsal.conflict", at, message: "Another one.", address: null };
const health = (verdict: Verdict): Frame => ({ type: "rehearsal.health", at, health: {}, verdict });

const after = (...frames: Frame[]) => frames.reduce(applyFrame, EMPTY_BOARD).rehearsal;

function answer(change: Partial<Rehearsal>): Rehearsal {
  return {
    rtmp_url: "",
    rtmps_url: null,
    stream_key: "",
    hls_url: "",
    active: false,
    verdict: null,
    ...change,
  };
}

test("a rehearsal begins without the verdict of the one before", () => {
  expect(after(ended, started)).toMatchObject({ active: true, verdict: null });
});

test("the last verdict stays when it ends", () => {
  expect(after(started, health(bad), health(good))).toMatchObject({ active: true, verdict: good });
  expect(after(started, health(bad), ended)).toMatchObject({ active: false, verdict: good });
});

test("figures alone say that it goes on: its start may have been missed", () => {
  expect(after(health(bad)).active).toBe(true);
});

test("a refused second encoder is told of until the rehearsal is over", () => {
  expect(after(started, conflict, health(good)).conflict?.message).toBe("Another one.");
  expect(after(started, conflict, ended).conflict).toBeNull();
});

test("what was read counts until the channel tells more", () => {
  const news = after(started, health(bad));
  const read = { rehearsal: answer({ verdict: good }), heard: news.heard };
  expect(chooseNews(read, news)).toMatchObject({ active: false, verdict: good });
  expect(chooseNews({ ...read, heard: news.heard - 1 }, news)).toBe(news);
  expect(chooseNews(null, news)).toBe(news);
});

test("the channel's frames are known", () => {
  for (const frame of [started, ended, conflict, health(good)]) {
    expect(parseFrame(JSON.stringify(frame))).toEqual(frame);
  }
});
