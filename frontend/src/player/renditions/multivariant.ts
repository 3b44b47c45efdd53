import { SOUND, SOURCE } from "./address";

/** One of the pictures that a stream may be had as. */
export interface Rendition {
  /** `480p`, or `source`. */
  name: string;
  /** Lines of the shorter side, as names count them; 0 where the playlist does not say. */
  lines: number;
  /** Bits per second, sound and all. */
  rate: number;
}

const ATTRIBUTE = /([A-Z0-9-]+)=("[^"]*"|[^",]*)/g;

/**
 * The pictures that a multivariant playlist names, the best one first; those alone that the page can play, which are
 * beside the source. None for a media playlist. Pure.
 */
export function readRenditions(text: string): Rendition[] {
  const lines = text.split("\n").map((line) => line.trim());
  const found: Rendition[] = [];
  lines.forEach((line, at) => {
    if (!line.startsWith("#EXT-X-STREAM-INF:")) return;
    const name = /^([\w-]+)\/index\.m3u8$/.exec(lines[at + 1] ?? "")?.[1];
    const told = new Map([...line.matchAll(ATTRIBUTE)].map(([, key, value]) => [key, value]));
    const size = /^(\d+)x(\d+)$/.exec(told.get("RESOLUTION") ?? "");
    if (name === undefined || (size === null && name !== SOURCE)) return;
    const rate = Number(told.get("AVERAGE-BANDWIDTH") ?? told.get("BANDWIDTH") ?? 0);
    found.push({ name, lines: size === null ? 0 : Math.min(Number(size[1]), Number(size[2])), rate });
  });
  if (!found.some(({ name }) => name === SOURCE)) return [];
  return found.sort((one, other) => compare(other, one));
}

/** The sound may be had alone. */
export const hasSound = (text: string): boolean => text.split("\n").includes(`${SOUND}/index.m3u8`);

const compare = (one: Rendition, other: Rendition) =>
  Number(one.name === SOURCE) - Number(other.name === SOURCE) ||
  one.lines - other.lines ||
  one.rate - other.rate;
