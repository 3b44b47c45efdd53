/** Hues that are told apart, and from the red that means live; degrees of OKLCH. */
const HUES = [55, 80, 110, 135, 160, 185, 210, 235, 260, 285, 310, 335] as const;

/** The hue of an account's name: the same everywhere. Lightness is the style sheet's, so that it is read on any ground. */
export function hueOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193) >>> 0;
  // Ids that differ in their last letter alone shall not be neighbours.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return HUES[(hash >>> 8) % HUES.length] ?? HUES[0];
}
