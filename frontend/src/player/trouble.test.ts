import { expect, test } from "vitest";
import { explainMissing, explainUnfetchable } from "./trouble";

test.each([
  [
    "http://localhost:8000/live/x/index.m3u8",
    "http://192.0.2.4:3000/livestreams/one",
    /this device itself.*HLS_HOST/,
  ],
  ["http://127.0.0.1:8000/live/x/index.m3u8", "http://live.example/livestreams/one", /this device itself/],
  ["http://live.example:8000/index.m3u8", "https://live.example/livestreams/one", /encrypted.*HTTPS/],
  [
    "http://live.example:8000/index.m3u8",
    "http://live.example/livestreams/one",
    /^live\.example:8000 does not answer/,
  ],
  [
    "http://localhost:8000/index.m3u8",
    "http://localhost:3000/livestreams/one",
    /^localhost:8000 does not answer/,
  ],
  ["/live/x/index.m3u8", "https://live.example/livestreams/one", /^live\.example does not answer/],
])("%s on %s", (media, page, words) => {
  expect(explainUnfetchable(media, page).words).toMatch(words);
});

test("a playlist that is not there yet is the encoder's matter", () => {
  expect(explainMissing(404).words).toMatch(/encoder/);
  expect(explainMissing(503).words).toMatch(/503/);
});
