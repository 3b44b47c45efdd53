import { expect, test } from "vitest";
import type { Account } from "../../api/types";
import { sampleLivestream, sampleReplay } from "../../channel/sample";
import { noteClip } from "../../clips/news";
import { sampleClip } from "../../clips/sample";
import { findClip, hasReplay, openClip, openUnknown } from "./clip";

const CLIP = sampleClip();
const told = (change: Partial<typeof CLIP> | null) =>
  noteClip(new Map(), CLIP.id, change && { ...CLIP, ...change });

test("a clip that is taken away, hidden or deleted, is there for nobody but for its artist, who reads what it is", () => {
  expect(findClip(CLIP, told(null), false)).toEqual({ is: "removed" });
  expect(findClip({ ...CLIP, hidden: true }, told(null), true)).toMatchObject({ clip: { hidden: true } });
});

test("what it was of may be gone", () => {
  expect(findClip({ ...CLIP, state: "gone", url: null }, new Map(), false).is).toBe("gone");
});

test("a change is taken over, but for the address, which is nobody else's", () => {
  expect(findClip(CLIP, told({ title: "Solo", url: null }), false)).toMatchObject({
    clip: { title: "Solo", url: CLIP.url },
  });
});

test("a clip of a gated show plays behind the show's pass, its artist's own behind the artist's", () => {
  const open = sampleLivestream({ replay: sampleReplay() });
  const gated = { ...open, token_gate_amount: 5 };
  const own = sampleLivestream({ replay: sampleReplay({ visibility: "private" }) });
  expect(openClip(CLIP, open, null, null)).toBe(CLIP.url);
  expect(openClip(CLIP, gated, null, null)).toBeNull();
  expect(openClip({ url: "/live/c1/index.m3u8" }, gated, "p1.x", null)).toBe("/live/c1/p1.x/index.m3u8");
  const address = openClip({ url: "/live/c1/index.m3u8" }, own, "p1.x", "/live/r1/p2.y/index.m3u8");
  expect(address).toBe("/live/c1/p2.y/index.m3u8");
  expect(openClip({ url: null }, gated, "p1.x", null)).toBeNull();
});

test("a visitor's plays before its show is heard of; whoever is here with an account may have to have a pass", () => {
  const account = { id: "a1" } as Account;
  expect(openUnknown(CLIP, null, false)).toBe(CLIP.url);
  expect(openUnknown({ url: null }, null, false)).toBeNull();
  expect(openUnknown(CLIP, account, false)).toBeNull();
  expect(openUnknown(CLIP, undefined, false)).toBeNull();
  expect(openUnknown(CLIP, account, true)).toBe(CLIP.url);
});

test("a clip leads to its show while that can be watched, behind a pass too, and not when it alone is left", () => {
  expect(hasReplay({ replay: sampleReplay() })).toBe(true);
  expect(hasReplay({ replay: sampleReplay({ url: null }) })).toBe(true);
  expect(hasReplay({ replay: sampleReplay({ state: "gone", url: null }) })).toBe(false);
  expect(hasReplay({ replay: null })).toBe(false);
  expect(hasReplay(undefined)).toBe(false);
});
