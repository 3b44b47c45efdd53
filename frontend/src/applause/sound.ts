/** Applause that is heard: claps of short bursts of noise, made here. Silent until `start`, which takes a person's press. */

const SPAN_S = 0.1;
/** Claps a second that are heard at the loudest: of more a rush is heard, and no hands. */
const MOST_A_SECOND = 46;
const KINDS = 6;

export class ApplauseSound {
  #context: AudioContext | null = null;
  #out: GainNode | null = null;
  #claps: AudioBuffer[] = [];
  #timer: ReturnType<typeof setInterval> | undefined;
  #level = 0;

  /** To be called where somebody has pressed something: browsers let nothing sound before. */
  start(): void {
    if (this.#context === null) {
      this.#context = new AudioContext();
      this.#out = this.#context.createGain();
      this.#out.gain.value = 0.5;
      this.#out.connect(this.#context.destination);
      this.#claps = Array.from({ length: KINDS }, () => makeClap(this.#context as AudioContext));
    }
    void this.#context.resume();
    this.#go();
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    void this.#context?.suspend();
  }

  /** For good. */
  close(): void {
    this.stop();
    void this.#context?.close();
    this.#context = null;
  }

  set level(level: number) {
    this.#level = level;
    if (level > 0 && this.#context?.state === "running") this.#go();
  }

  #go(): void {
    if (this.#timer !== undefined) return;
    this.#timer = setInterval(() => this.#play(), SPAN_S * 1000);
  }

  #play(): void {
    const context = this.#context;
    if (context === null || this.#out === null) return;
    if (this.#level === 0) {
      clearInterval(this.#timer); // `level` begins again
      this.#timer = undefined;
      return;
    }
    const expected = MOST_A_SECOND * this.#level * SPAN_S;
    const number = Math.floor(expected) + (Math.random() < expected % 1 ? 1 : 0);
    for (let clap = 0; clap < number; clap++) {
      const source = context.createBufferSource();
      source.buffer = this.#claps[Math.floor(Math.random() * KINDS)] ?? null;
      source.playbackRate.value = 0.8 + Math.random() * 0.5;
      const near = context.createGain();
      near.gain.value = (0.15 + Math.random() * 0.85) * (0.35 + 0.65 * this.#level) * 0.5;
      const place = context.createStereoPanner();
      place.pan.value = Math.random() * 1.6 - 0.8;
      source.connect(near).connect(place).connect(this.#out);
      source.start(context.currentTime + Math.random() * SPAN_S);
    }
  }
}

/** Two hands: noise that is struck and falls off within some hundredths of a second, around one pitch. */
function makeClap(context: BaseAudioContext): AudioBuffer {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, Math.round(rate * 0.09), rate);
  const samples = buffer.getChannelData(0);
  const pitch = 900 + Math.random() * 900;
  const fall = 90 + Math.random() * 70;
  // A resonator (two poles) over noise.
  const [turn, damp] = [2 * Math.cos((2 * Math.PI * pitch) / rate), 0.965];
  let [before, last] = [0, 0];
  for (let at = 0; at < samples.length; at++) {
    const noise = (Math.random() * 2 - 1) * Math.exp((-fall * at) / rate);
    const value = noise + damp * turn * last - damp * damp * before;
    [before, last] = [last, value];
    samples[at] = value;
  }
  const loudest = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0.001);
  for (let at = 0; at < samples.length; at++) samples[at] = (samples[at] ?? 0) / loudest;
  return buffer;
}
