import { expect, test } from "vitest";
import { countChecks, type Facts, listChecks } from "./preflight";

const NOW = Date.parse("2026-12-01T18:00:00Z");
const HEALTH = {
  video_codec: "h264",
  width: 1920,
  height: 1080,
  audio: true,
  audio_codec: "aac",
  keyframe_interval: 2,
  bitrate_kbps: 6000,
  bitrate_deviation_kbps: 100,
};
const ALL: Facts = {
  livestream: {
    publishing: true,
    scheduled_start_at: "2026-12-01T19:00:00Z",
    cover: { url: "/l.jpg", small_url: "/s.jpg", color: "#112233" },
  },
  health: HEALTH,
  room: { enabled: true, holders_only: false },
  record: true,
  kept: { bytes: 0, quota: 1000 },
  rehearsal: { ready: true, checks: [] },
  now: NOW,
};

function look(change: Partial<Facts>, name: string) {
  const found = listChecks({ ...ALL, ...change }).find((check) => check.name === name);
  return [found?.state, found?.words, found?.way];
}

test("a show that has all is green from top to bottom", () => {
  const checks = listChecks(ALL);
  expect(checks.filter(({ state }) => state !== "good")).toEqual([]);
  expect(countChecks(checks)).toEqual({ good: checks.length, wait: 0, do: 0, could: 0 });
});

test("without OBS that is the one thing to do, and what it sends is not known yet", () => {
  const livestream = { ...ALL.livestream, publishing: false };
  // Figures of an encoder that has left say nothing of the next one.
  const checks = listChecks({ ...ALL, livestream });
  expect(checks.filter(({ state }) => state === "do").map(({ name }) => name)).toEqual(["obs"]);
  expect(checks.filter(({ state }) => state === "wait").map(({ name }) => name)).toEqual([
    "picture",
    "sound",
    "keyframes",
    "bitrate",
  ]);
  expect(look({ livestream }, "obs")[2]).toBe("#connection");
});

test("right after OBS has connected nothing is wrong yet", () => {
  expect(countChecks(listChecks({ ...ALL, health: undefined })).do).toBe(0);
  expect(countChecks(listChecks({ ...ALL, health: {} })).do).toBe(1); // a picture that is none
});

test.each([
  ["picture", { video_codec: null }, "do", /choose a scene/],
  ["sound", { audio: false }, "do", /Audio Mixer/],
  ["keyframes", { keyframe_interval: 10 }, "do", /Only every 10\ss/],
  ["keyframes", { recovery_points: 3 }, "do", /intra-refresh/],
  ["keyframes", { keyframe_interval: 4 }, "good", /Every 4\ss/],
  ["bitrate", { bitrate_kbps: 900 }, "could", /little/],
  ["bitrate", { bitrate_kbps: 900, height: 480 }, "good", /900/],
  ["bitrate", { bitrate_kbps: 15_000 }, "could", /6000/],
  ["bitrate", { bitrate_deviation_kbps: 4000 }, "could", /CBR/],
] as const)("%s of %j: %s", (name, change, state, words) => {
  const found = look({ health: { ...HEALTH, ...change } }, name);
  expect(found[0]).toBe(state);
  expect(found[1]).toMatch(words);
});

test("what would be better says where it is changed, and keeps nobody from going live", () => {
  const livestream = { ...ALL.livestream, scheduled_start_at: null, cover: null };
  expect(look({ livestream }, "cover")[2]).toBe("#details");
  expect(look({ livestream }, "schedule").slice(0, 3)).toEqual(["could", expect.any(String), "#details"]);
  expect(look({ room: { enabled: false, holders_only: false } }, "chat")[2]).toBe("#chat");
  expect(look({ record: false }, "recording")[2]).toBe("#recording");
  expect(look({ kept: { bytes: 1000, quota: 1000 } }, "recording")[2]).toBe("/artist/replays");
  expect(look({ rehearsal: null }, "rehearsal")).toEqual(["could", expect.any(String), "/artist/rehearsal"]);
  const left = { ready: false, checks: [{ name: "sound", ok: false, words: "" }] };
  expect(look({ rehearsal: left }, "rehearsal")[1]).toMatch(/one thing to change: sound/);
});

test("what is not known yet is not called missing", () => {
  const unknown = { room: null, record: undefined, rehearsal: undefined };
  expect(["chat", "recording", "rehearsal"].map((name) => look(unknown, name)[0])).toEqual([
    "wait",
    "wait",
    "wait",
  ]);
});
