import { expect, test } from "vitest";
import type { KeyUse } from "../../api/types";
import { formatMoment, formatTime } from "../../ui/time";
import { describeUse } from "./uses";

const AT = "2026-01-31T20:00:00Z";
const NOW = Date.parse("2026-01-31T22:00:00Z");

function use(change: Partial<KeyUse>): KeyUse {
  return {
    session_id: "s",
    node: "n1",
    address: "192.0.2.1",
    admitted_at: AT,
    started_at: "2026-01-31T20:00:02Z",
    ended_at: null,
    reason: "",
    refused: false,
    key: "current",
    ...change,
  };
}

test("who sends now says so", () => {
  expect(describeUse(use({}), NOW)).toEqual({
    state: "on",
    what: "Connected now",
    when: `${formatMoment(AT, NOW)}, for 1 h 59 min`,
  });
});

test("an end has its reason and its length, whatever a later version calls it", () => {
  const ended_at = "2026-01-31T21:05:02Z";
  const when = `${formatMoment(AT, NOW)}, for 1 h 5 min`;
  expect(describeUse(use({ ended_at, reason: "stopped" }), NOW)).toEqual({
    state: "over",
    what: "Stopped in the encoder",
    when,
  });
  expect(describeUse(use({ ended_at, reason: "connection_lost" }), NOW).what).toBe("Connection lost");
  expect(describeUse(use({ ended_at, reason: "of a later version" }), NOW).what).toBe("Connection lost");
});

test("tries that were turned away say why, and for how long they went on", () => {
  const refused = { started_at: null, refused: true, reason: "already_publishing" };
  expect(describeUse(use({ ...refused, ended_at: AT }), NOW)).toEqual({
    state: "refused",
    what: "Turned away: another encoder was sending",
    when: formatMoment(AT, NOW),
  });
  const ended_at = "2026-01-31T20:40:00Z";
  expect(describeUse(use({ ...refused, ended_at }), NOW).when).toBe(
    `${formatMoment(AT, NOW)}, tried until ${formatTime(ended_at)}`,
  );
});

test("who was let in and sent nothing is connecting for a while, then nothing came", () => {
  const nothing = use({ started_at: null });
  expect(describeUse(nothing, Date.parse(AT) + 5_000)).toMatchObject({ state: "on", what: "Connecting" });
  expect(describeUse(nothing, NOW)).toMatchObject({ state: "over", what: "Connected, but sent nothing" });
});
