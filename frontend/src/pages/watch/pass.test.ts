import { describe, expect, test } from "vitest";
import { sampleLivestream, sampleReplay } from "../../channel/sample";
import { admit, findOwn, isGated, isReplayGated, renewAt, withPass } from "./pass";

describe("a pass", () => {
  test("stands before the file, so that what a playlist names is beside it", () => {
    const url = withPass("https://media.example.org/a/live/abc/index.m3u8", "p1.xyz");
    expect(url).toBe("https://media.example.org/a/live/abc/p1.xyz/index.m3u8");
    expect(new URL("part-1.m4s", url).pathname).toBe("/a/live/abc/p1.xyz/part-1.m4s");
  });

  test("is needed where tokens are", () => {
    expect(isGated({ token_gate_amount: null })).toBe(false);
    expect(isGated({ token_gate_amount: 0 })).toBe(false);
    expect(isGated({ token_gate_amount: 1 })).toBe(true);
  });

  test("opens what is kept of a gated show, and a replay that is not for everybody", () => {
    const replay = sampleReplay();
    const show = sampleLivestream({ hls_url: "/live/abc/index.m3u8", replay });
    expect(isReplayGated(show)).toBe(false);
    expect(admit(show, null).replay?.url).toBe("/live/r1/index.m3u8");
    const gated = { ...show, token_gate_amount: 1 };
    expect(admit(gated, null).replay?.url).toBeNull();
    expect(admit(gated, "p1.xyz").replay?.url).toBe("/live/r1/p1.xyz/index.m3u8");
    // As the show's channel tells it: without the address, which comes with the pass.
    const told = { ...show, replay: { ...replay, visibility: "holders" as const, url: null } };
    const holders = admit(told, "p1.xyz", "/live/r1/p1.xyz/index.m3u8");
    expect(admit(told, null).replay?.url).toBeNull();
    const own = admit(
      { ...gated, replay: { ...replay, visibility: "private" } },
      "p1.xyz",
      "/live/r1/p2/index.m3u8",
    );
    expect(own.replay?.url).toBe("/live/r1/p2/index.m3u8");
    expect(holders.hls_url).toBe("/live/abc/index.m3u8");
    expect(holders.replay?.url).toBe("/live/r1/p1.xyz/index.m3u8");
  });

  test("is asked for anew when something else is kept for fewer than may watch", () => {
    const replay = sampleReplay();
    expect(findOwn({ replay: null })).toBeNull();
    expect(findOwn({ replay })).toBeNull();
    const kinds = (["holders", "private"] as const).map((visibility) =>
      findOwn({ replay: { ...replay, visibility } }),
    );
    expect(new Set(kinds).size).toBe(2);
    expect(findOwn({ replay: { ...replay, visibility: "private", state: "recording" } })).not.toBe(kinds[1]);
  });

  test("opens the picture of what it opens, and no other", () => {
    const still_url = "/live/abc/still.jpg?v=1";
    const replay = sampleReplay({ visibility: "holders" });
    const live = sampleLivestream({ status: "live", still_url, replay });
    expect(admit(live, null).still_url).toBe(still_url);
    expect(admit({ ...live, token_gate_amount: 1 }, null).still_url).toBeNull();
    expect(admit({ ...live, token_gate_amount: 1 }, "p1.xyz").still_url).toBe(
      "/live/abc/p1.xyz/still.jpg?v=1",
    );
    const ended = { ...live, status: "ended" } as const;
    expect(admit(ended, null).still_url).toBeNull();
    expect(admit(ended, "p1.xyz").still_url).toBe("/live/abc/p1.xyz/still.jpg?v=1");
    expect(admit({ ...ended, replay: sampleReplay() }, null).still_url).toBe(still_url);
  });

  test("is renewed before it ends, and not without end where the clocks differ", () => {
    const now = Date.parse("2026-11-27T12:00:00Z");
    expect(renewAt({ expires_at: "2026-11-27T20:00:00Z" }, now)).toBe(Date.parse("2026-11-27T19:10:00Z"));
    expect(renewAt({ expires_at: "2026-11-27T11:00:00Z" }, now)).toBe(now + 30_000);
  });
});
