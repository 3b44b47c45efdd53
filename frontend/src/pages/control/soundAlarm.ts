/** Two notes, twice; then a pause. Hz, and seconds from the begin of the round. */
const NOTES = [
  [880, 0],
  [660, 0.18],
  [880, 0.36],
  [660, 0.54],
] as const;
const NOTE_S = 0.16;
const ROUND_MS = 3_000;

/** Sounds until the answer is called. Silent where the browser has not been touched on this page yet. */
export function soundAlarm(): () => void {
  const context = new AudioContext();
  const round = () => {
    if (context.state === "suspended") void context.resume().catch(() => undefined);
    for (const [pitch, after] of NOTES) playNote(context, pitch, context.currentTime + after);
  };
  round();
  const timer = setInterval(round, ROUND_MS);
  return () => {
    clearInterval(timer);
    void context.close();
  };
}

function playNote(context: AudioContext, pitch: number, at: number): void {
  const tone = new OscillatorNode(context, { type: "triangle", frequency: pitch });
  const volume = new GainNode(context, { gain: 0 });
  volume.gain.setValueAtTime(0, at);
  volume.gain.linearRampToValueAtTime(0.4, at + 0.02);
  volume.gain.linearRampToValueAtTime(0, at + NOTE_S);
  tone.connect(volume).connect(context.destination);
  tone.start(at);
  tone.stop(at + NOTE_S);
}
