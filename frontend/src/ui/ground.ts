/** The hue of a show without a picture, or of an artist without one: made from the name, the same each time. 0 to 359. */
export function findHue(name: string): number {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 8) % 360;
}

/** Its first letter, for the round place of a picture. */
export function findInitial(name: string): string {
  const [letter = ""] = new Intl.Segmenter().segment(name.trim());
  return (typeof letter === "string" ? letter : letter.segment).toLocaleUpperCase();
}
