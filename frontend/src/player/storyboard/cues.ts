/** A storyboard: which small picture stands for which stretch of a show, and where it is. Pure. */

export interface Cue {
  /** Seconds of show time. */
  from: number;
  until: number;
  /** The file that it is a part of, as a whole address. */
  url: string;
  x: number;
  y: number;
  width: number;
  height: number;
}

const CUE = /^(\S+) --> (\S+)[^\n]*\n(\S+)#xywh=(\d+),(\d+),(\d+),(\d+)$/gm;

/** The storyboard beside a replay's playlist, behind the same pass. */
export const besidePlaylist = (playlist: string): string => beside(playlist, "storyboard.vtt");

const beside = (url: string, name: string): string => `${url.slice(0, url.lastIndexOf("/") + 1)}${name}`;

/** WebVTT with media fragments; what is none of ours is left out. `base`: where it came from. */
export function parseCues(text: string, base: string): Cue[] {
  const cues: Cue[] = [];
  for (const [, from = "", until = "", file = "", ...place] of text.replaceAll("\r", "").matchAll(CUE)) {
    const [x = 0, y = 0, width = 0, height = 0] = place.map(Number);
    cues.push({
      from: readTime(from),
      until: readTime(until),
      url: beside(base, file),
      x,
      y,
      width,
      height,
    });
  }
  return cues;
}

/** What stands for this moment; at the very end the last one. */
export function findCue(cues: readonly Cue[], time: number): Cue | null {
  const last = cues.at(-1);
  if (last !== undefined && time >= last.until) return last;
  return cues.find(({ from, until }) => from <= time && time < until) ?? null;
}

/** `1:02:03.500`, in seconds. */
const readTime = (clock: string): number =>
  clock.split(":").reduce((seconds, part) => seconds * 60 + Number(part), 0);
