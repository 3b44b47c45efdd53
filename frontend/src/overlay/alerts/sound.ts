/** Two or three notes, made on the spot: higher and more of them for a larger tip. */

const NOTES: Readonly<Record<number, readonly number[]>> = {
  1: [659, 880],
  2: [659, 880],
  3: [587, 740, 988],
  4: [587, 740, 988],
  5: [523, 659, 784, 1047],
  6: [523, 659, 784, 1047, 1319],
};
const STEP = 0.11;

let context: AudioContext | null = null;

/** `volume` from 0 (none) to 100. A browser that plays nothing before somebody has clicked keeps silent; OBS plays. */
export function play(tier: number, volume: number): void {
  if (volume === 0 || typeof AudioContext === "undefined") return;
  context ??= new AudioContext();
  void context.resume();
  const master = context.createGain();
  master.gain.value = (volume / 100) ** 2 * 0.5;
  master.connect(context.destination);
  (NOTES[tier] ?? [659, 880]).forEach((hertz, index) => {
    const at = (context?.currentTime ?? 0) + index * STEP;
    for (const [overtone, loud] of [
      [1, 0.6],
      [2, 0.18],
      [3, 0.06],
    ] as const) {
      const tone = context?.createOscillator();
      const swell = context?.createGain();
      if (tone === undefined || swell === undefined) return;
      tone.frequency.value = hertz * overtone;
      swell.gain.setValueAtTime(0, at);
      swell.gain.linearRampToValueAtTime(loud, at + 0.012);
      swell.gain.exponentialRampToValueAtTime(0.0005, at + 0.9 / overtone);
      tone.connect(swell).connect(master);
      tone.start(at);
      tone.stop(at + 1);
    }
  });
}
