/** What makes a list from a shop the same one when it comes again: its name, which the artist gives it. Pure. */

/** Characters of a list's name: as many as are a key in every script. */
export const NAME_LENGTH = 48;

/** The name that a file suggests. */
export function nameList(file: string): string {
  const name = file.replace(/\.(csv|txt|tsv)$/i, "").trim();
  // What tells exports apart, a date or a number, is at either end.
  return name.length <= NAME_LENGTH ? name : `${name.slice(0, 23)}…${name.slice(-24)}`;
}

/** A list's `Idempotency-Key`: ASCII, 200 characters at most. */
export function keyOfList(name: string): string {
  const bytes = new TextEncoder().encode(name.trim().normalize("NFC"));
  return btoa(String.fromCharCode(...bytes));
}
