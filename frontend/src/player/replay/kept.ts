/** What a page knows of a show's replay. */
export interface Kept {
  /** The livestream: under its name the place is remembered. */
  id: string;
  url: string;
  /** All that will be kept is there. */
  whole: boolean;
  /** When its first second was sent; ms since 1970, null where that is not known. */
  begins: number | null;
}

/** Where in a replay to begin: seconds from its first, or what was sent then. */
export type Beginning = { position: number } | { date: Date };

/** What an element is to do there: wait for somebody who wants to watch, wait for one who has paused, or play. */
export type Manner = "wait" | "pause" | "play";
