import { findCue } from "./cues";
import { useCues } from "./useCues";

/** What was to be seen at a moment of the show, in seconds of show time; nothing where that is not known. */
export default function Picture({ url, time }: { url: string; time: number }) {
  const cue = findCue(useCues(url), time);
  if (cue === null) return null;
  const { width, height, x, y } = cue;
  const image = { backgroundImage: `url("${cue.url}")`, backgroundPosition: `${-x}px ${-y}px` };
  return <span className="peek-picture" data-from={cue.from} style={{ width, height, ...image }} />;
}
