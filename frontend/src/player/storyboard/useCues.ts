import { useEffect, useState } from "preact/compat";
import { type Cue, parseCues } from "./cues";

/** While a show goes on there is more to see by then. */
const FRESH_MS = 10_000;

interface Read {
  url: string;
  at: number;
  cues: readonly Cue[];
}

/** The last one: a page shows one show at a time. */
let known: Read = { url: "", at: Number.NEGATIVE_INFINITY, cues: [] };

/** A storyboard's cues, read when they are first looked at; what is there meanwhile stays. None: it has no pictures. */
export function useCues(url: string): readonly Cue[] {
  const [cues, setCues] = useState(known.url === url ? known.cues : []);
  useEffect(() => {
    if (known.url === url && performance.now() - known.at < FRESH_MS) return;
    const stop = new AbortController();
    void read(url, stop.signal).then((found) => {
      if (found !== null) setCues(found);
    });
    return () => stop.abort();
  }, [url]);
  return cues;
}

async function read(url: string, signal: AbortSignal): Promise<readonly Cue[] | null> {
  try {
    const answer = await fetch(url, { signal });
    const cues = answer.ok ? parseCues(await answer.text(), url) : [];
    known = { url, at: performance.now(), cues };
    return cues;
  } catch {
    return null; // a bar without pictures is a bar
  }
}
