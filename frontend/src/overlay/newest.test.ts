import { describe, expect, it } from "vitest";
import { apply, findNewest, NONE } from "./newest";

const marker = (id: string, at: number, title = id) => ({
  id,
  at,
  title,
  livestream_id: "one",
  created_at: "",
});
const base = { epoch: "e", seq: 1, at: "", livestream: {} as never };

describe("the newest marker", () => {
  const begun = apply(NONE, {
    type: "overlay.markers",
    livestream_id: "one",
    markers: [marker("a", 5), marker("b", 9)],
  });
  const told = (id: string, at: number, removed = false, livestream = "one", title = id) =>
    ({
      ...base,
      type: "livestream.marker",
      livestream_id: livestream,
      marker: marker(id, at, title),
      removed,
    }) as const;

  it("is the last in show time", () => {
    expect(findNewest(begun)?.title).toBe("b");
    expect(findNewest(apply(begun, told("c", 12)))?.title).toBe("c");
    expect(findNewest(apply(begun, told("c", 7)))?.title).toBe("b");
  });

  it("is called as it is called now, and gone when it is removed", () => {
    expect(findNewest(apply(begun, told("b", 9, false, "one", "Encore")))?.title).toBe("Encore");
    expect(findNewest(apply(begun, told("b", 9, true)))?.title).toBe("a");
  });

  it("is of this show alone", () => {
    expect(findNewest(apply(begun, told("c", 12, false, "two")))?.title).toBe("b");
    expect(findNewest(apply(begun, { type: "overlay.show", livestream_id: "two" }))).toBeNull();
    expect(findNewest(apply(begun, { type: "overlay.show", livestream_id: "one" }))?.title).toBe("b");
  });
});
