import { expect, test } from "vitest";
import { readSites, writeElement, writeFrame } from "./snippet";

const SITE = "https://live.example.org";

test("an element and its script are all that a page takes", () => {
  expect(writeElement("l1", { chat: false, muted: false }, SITE)).toBe(
    `<script src="${SITE}/embed.js" async></script>\n<encryptedmedia-live livestream="l1"></encryptedmedia-live>`,
  );
  expect(writeElement("l1", { chat: true, muted: true }, SITE)).toContain('livestream="l1" chat muted>');
});

test("a frame does for sites that take no scripts, whatever the show is called", () => {
  const frame = writeFrame("l1", 'Six "strings" & <b>', { chat: true, muted: true }, SITE);
  expect(frame).toContain(`src="${SITE}/embed/livestreams/l1?chat=1&amp;muted=1"`);
  expect(frame).toContain('title="Six &quot;strings&quot; &amp; &lt;b>"');
  expect(writeFrame("l1", "x", { chat: false, muted: false }, SITE)).toContain('/livestreams/l1"');
});

test("sites are named as people name them", () => {
  expect(
    readSites(" band.example.org,\nhttps://fans.example.org/forum?x \n\n https://band.example.org"),
  ).toEqual(["https://band.example.org", "https://fans.example.org"]);
  expect(readSites("")).toEqual([]);
  expect(readSites("http://[")).toEqual(["http://["]);
});
