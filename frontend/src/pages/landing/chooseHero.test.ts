import { expect, test } from "vitest";
import { sampleLivestream } from "../../channel/sample";
import { chooseHero } from "./chooseHero";

const show = (id: string, viewer_count: number, change = {}) =>
  sampleLivestream({ id, status: "live", viewer_count, still_url: "/live/x/still.jpg", ...change });

test("the stage shows what most watch, and of what has no picture yet only where there is nothing else", () => {
  const shows = [show("few", 2), show("many", 900), show("new", 1_000, { still_url: null })];
  expect(chooseHero(shows, null)?.id).toBe("many");
  expect(chooseHero(shows.slice(2), null)?.id).toBe("new");
});

test("what stands there stays as long as it is live, whatever the counts do", () => {
  expect(chooseHero([show("many", 900), show("few", 2)], "few")?.id).toBe("few");
  expect(chooseHero([show("many", 900), show("few", 2, { status: "ended" })], "few")?.id).toBe("many");
});

test("without anybody live, what is next; without a show, nothing", () => {
  expect(chooseHero([sampleLivestream({ id: "soon" }), sampleLivestream({ id: "far" })], "far")?.id).toBe(
    "soon",
  );
  expect(chooseHero([], null)).toBeNull();
});
