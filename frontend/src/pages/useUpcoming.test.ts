import { expect, test } from "vitest";
import { applyFrame, EMPTY_BOARD } from "../channel/board";
import { sampleLivestream } from "../channel/sample";
import { isCut, LOBBY_UPCOMING, mergeUpcoming } from "./useUpcoming";

const at = "2026-01-01T00:00:00.000Z";

function begin(count: number) {
  const livestreams = Array.from({ length: count }, (_, number) => sampleLivestream({ id: `l${number}` }));
  return applyFrame(EMPTY_BOARD, { type: "snapshot", epoch: "e", seq: 1, at, livestreams });
}

test("a full snapshot may have left something out, a smaller one has not", () => {
  expect(isCut(begin(LOBBY_UPCOMING - 1))).toBe(false);
  expect(isCut(begin(LOBBY_UPCOMING))).toBe(true);
});

test("what was read besides comes after what the channel told, and gives way to it", () => {
  const live = sampleLivestream({ id: "l1", status: "live" });
  const board = applyFrame(begin(2), { type: "livestream.live", epoch: "e", seq: 2, at, livestream: live });
  const read = [sampleLivestream({ id: "l1" }), sampleLivestream({ id: "later" })];
  expect(mergeUpcoming(board, read).map(({ id, status }) => [id, status])).toEqual([
    ["l0", "scheduled"],
    ["l1", "live"],
    ["later", "scheduled"],
  ]);
});

test("what was deleted meanwhile does not come back", () => {
  const livestream = sampleLivestream({ id: "later" });
  const board = applyFrame(begin(1), { type: "livestream.deleted", epoch: "e", seq: 2, at, livestream });
  expect(mergeUpcoming(board, [livestream]).map(({ id }) => id)).toEqual(["l0"]);
});
