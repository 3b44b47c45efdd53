import { type Piece, splitLinks } from "../ui/links";

/** A piece of what somebody has said: words, a link, or somebody's name. */
export interface Said extends Piece {
  /** `me`: this viewer is spoken to; `other`: somebody else is. */
  mention?: "me" | "other";
}

/**
 * What was said, cut into words, links and names that are spoken to. Pure.
 *
 * @param mentions whether the message names somebody at all, as the server has found
 * @param me this viewer's own name, if the message names them
 * @param others the names of the others that it names, as far as they are known here
 */
export function splitWords(
  text: string,
  mentions: boolean,
  me: string | null,
  others: readonly string[] = [],
): Said[] {
  const pieces = splitLinks(text);
  if (!mentions) return pieces;
  return pieces.flatMap((piece) => (piece.href ? [piece] : splitNames(piece.text, me, others)));
}

/** A name may have spaces in it; of one that is not known here the first word is known to belong to it. */
function splitNames(text: string, me: string | null, others: readonly string[]): Said[] {
  const known = [
    ...others.map((name) => ({ name, pattern: `@${asPattern(name)}` })),
    ...(me === null ? [] : [{ name: me, pattern: `(?<me>@${asPattern(me)})` }]),
  ];
  known.sort((one, other) => other.name.length - one.name.length); // "Ana Bell" before "Ana"
  const whole = known.map(({ pattern }) => `${pattern}(?![\\p{L}\\p{N}])`);
  const names = new RegExp([...whole, "@[\\p{L}\\p{N}_][\\p{L}\\p{N}_.-]*"].join("|"), "giu");
  const found: Said[] = [];
  let done = 0;
  for (const match of text.matchAll(names)) {
    if (match.index > done) found.push({ text: text.slice(done, match.index) });
    found.push({ text: match[0], mention: match.groups?.me === undefined ? "other" : "me" });
    done = match.index + match[0].length;
  }
  if (done < text.length) found.push({ text: text.slice(done) });
  return found;
}

const asPattern = (text: string) => text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
