/** The hue of a show without a picture, or of an artist without one: made from the name, the same each time. 0 to 359. */
export function findHue(name: string): number {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return (hash >>> 8) % 360;
}

/** Its first letter, for the round place of a picture. */
export function findInitial(name: string): string {
  const trimmed = name.trim();
  return (LETTER.exec(trimmed)?.[0] ?? segment(trimmed)).toLocaleUpperCase();
}

/** What no sign that joins others stands behind: the first `Intl.Segmenter` of a page takes 10 ms. */
const LETTER = /^[\u0021-\u02ff](?![^\u0020-\u02ff])/;

function segment(name: string): string {
  const [letter] = new Intl.Segmenter().segment(name);
  return letter?.segment ?? "";
}
