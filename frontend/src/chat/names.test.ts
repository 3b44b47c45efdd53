import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { hueOf } from "./names";

/** Relative luminance of an OKLCH colour, as WCAG counts it; what sRGB cannot show is clipped as browsers do. */
function luminance(lightness: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos((hue * Math.PI) / 180), chroma * Math.sin((hue * Math.PI) / 180)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const linear = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((one) => Math.min(1, Math.max(0, one))) as [number, number, number];
  return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
}

function hex(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const one = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const contrast = (one: number, other: number) =>
  (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);

const styles = readFileSync(join(import.meta.dirname, "chat.css"), "utf8");
const read = (name: string) => {
  const all = [...styles.matchAll(new RegExp(`${name}: ([\\d.]+)%? ([\\d.]+)`, "g"))];
  return all.map(([, lightness, chroma]) => [Number(lightness) / 100, Number(chroma)] as const);
};

const many = Array.from({ length: 2_000 }, (_, place) => `account-${place}`);

test("names are spread over many hues, each always the same", () => {
  expect(new Set(many.map(hueOf)).size).toBe(12);
  expect(hueOf("one")).toBe(hueOf("one"));
});

test.each([
  ["light", "--name-light", ["#ffffff", "#f1efeb", "#fdf1da"]],
  ["dark", "--name-dark", ["#171a1f", "#1e2228", "#2b2213", "#08090b"]],
])("every hue can be read on every ground of the %s page", (_, name, grounds) => {
  const found = read(name);
  expect(found.length).toBeGreaterThan(0);
  for (const [lightness, chroma] of found)
    for (const hue of new Set(many.map(hueOf)))
      for (const ground of grounds)
        expect(contrast(luminance(lightness, chroma, hue), hex(ground))).toBeGreaterThan(4.5);
});
