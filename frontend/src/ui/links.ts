/** Text cut into words and links. Pure. */

export type Piece = { text: string; href?: string };

const CANDIDATE = /\bhttps?:\/\/[^\s<>"\u{ff02}]+/giu;
/** What ends a sentence is not part of an address. */
const TRAILING = /[.,;:!?'"\u{2019}\u{201d}\u{2026}*_]+$/u;

/**
 * Addresses that a fan may be sent to: http and https, spelt out, and without a name before the host, which is there to
 * make one host look like another.
 */
export function splitLinks(text: string): Piece[] {
  const pieces: Piece[] = [];
  let done = 0;
  for (const match of text.matchAll(CANDIDATE)) {
    const found = trimEnd(match[0]);
    const href = readAddress(found);
    if (href === null) continue;
    if (match.index > done) pieces.push({ text: text.slice(done, match.index) });
    pieces.push({ text: found, href });
    done = match.index + found.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done) });
  return pieces;
}

function trimEnd(found: string): string {
  let rest = found.replace(TRAILING, "");
  // A closing bracket belongs to the address only where one was opened in it.
  while (/[)\]}]$/.test(rest) && count(rest, /[)\]}]/g) > count(rest, /[([{]/g)) {
    rest = rest.slice(0, -1).replace(TRAILING, "");
  }
  return rest;
}

function readAddress(text: string): string | null {
  if (!URL.canParse(text)) return null;
  const { protocol, username, password, hostname, href } = new URL(text);
  const safe = protocol === "http:" || protocol === "https:";
  return safe && username === "" && password === "" && hostname !== "" ? href : null;
}

const count = (text: string, what: RegExp) => text.match(what)?.length ?? 0;
