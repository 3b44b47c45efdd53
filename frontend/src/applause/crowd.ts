/** The people of a show as hands that rise at the picture's foot and clap. Pure but for its canvas. */

/** At the loudest, one for so many pixels of width. */
const APART_PX = 15;
const MOST = 90;
const RISE_MS = 260;
const SINK_MS = 900;
/** An own clap flies up so long. */
const FLY_MS = 1_400;
const MOST_FLYING = 24;
const SKIN = ["#f6d0b1", "#e0ac82", "#c68a5c", "#9a6440", "#6f452a", "#f2c3a0"] as const;

interface Hand {
  /** From 0 to 1, across. */
  x: number;
  size: number;
  color: string;
  /** Milliseconds from clap to clap, and where in that it is. */
  beat: number;
  phase: number;
  /** From 0, below the edge, to 1. */
  up: number;
}

interface Own {
  x: number;
  since: number;
}

/** How many hands are up. */
export const countHands = (level: number, width: number): number =>
  level <= 0 ? 0 : Math.max(1, Math.round(Math.min(MOST, width / APART_PX) * level));

export class Crowd {
  level = 0;
  #hands: Hand[] = [];
  #own: Own[] = [];
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Somebody here has clapped. */
  clap(now: number): void {
    this.#own.push({ x: 0.5 + (this.#random() - 0.5) * 0.3, since: now });
    if (this.#own.length > MOST_FLYING) this.#own.shift();
  }

  /** Nothing is to be seen any more. */
  get empty(): boolean {
    return this.level === 0 && this.#hands.length === 0 && this.#own.length === 0;
  }

  get size(): number {
    return this.#hands.length;
  }

  /** Goes on by so many milliseconds. */
  move(passed: number, now: number, width: number): void {
    const wanted = countHands(this.level, width);
    while (this.#hands.length < wanted) this.#hands.push(this.#makeHand());
    for (const [number, hand] of this.#hands.entries()) {
      const rising = number < wanted;
      hand.up = Math.max(0, Math.min(1, hand.up + passed / (rising ? RISE_MS : -SINK_MS)));
      hand.phase = (hand.phase + passed / hand.beat) % 1;
    }
    while (this.#hands.length > wanted && this.#hands.at(-1)?.up === 0) this.#hands.pop();
    this.#own = this.#own.filter(({ since }) => now - since < FLY_MS);
  }

  draw(canvas: CanvasRenderingContext2D, now: number, width: number, height: number): void {
    canvas.clearRect(0, 0, width, height);
    for (const hand of this.#hands) {
      const { x, size, color, phase, up } = hand;
      const rise = 1 - (1 - up) ** 2;
      canvas.globalAlpha = 0.92 * rise;
      drawHands(canvas, x * width, height + size * (1.15 - rise * 1.35), size, color, openness(phase));
    }
    for (const { x, since } of this.#own) {
      const gone = (now - since) / FLY_MS;
      canvas.globalAlpha = 1 - gone ** 2;
      const size = 26 + 10 * gone;
      drawHands(canvas, x * width, height - 18 - gone * (height - 46), size, "#ffd54a", openness(gone * 5));
    }
    canvas.globalAlpha = 1;
  }

  #makeHand(): Hand {
    const random = this.#random;
    return {
      x: 0.01 + random() * 0.98,
      size: 22 + random() * 14,
      color: SKIN[Math.floor(random() * SKIN.length)] ?? SKIN[0],
      beat: 190 + random() * 170,
      phase: random(),
      up: 0,
    };
  }
}

/** How far two hands are apart, from 0 to 1, in the course of a clap: they meet for a moment. */
export const openness = (phase: number): number => Math.abs(Math.sin(Math.PI * phase)) ** 0.7;

/** Two hands, seen from behind: each a palm with a thumb and four fingers in one outline. */
function drawHands(
  canvas: CanvasRenderingContext2D,
  x: number,
  y: number,
  size: number,
  color: string,
  open: number,
): void {
  canvas.fillStyle = color;
  canvas.strokeStyle = "rgb(8 9 11 / 55%)";
  canvas.lineWidth = 1.2;
  for (const side of [-1, 1]) {
    canvas.save();
    canvas.translate(x + side * size * (0.12 + 0.26 * open), y);
    canvas.rotate(side * (0.34 * open - 0.2));
    canvas.scale(side, 1);
    canvas.beginPath();
    canvas.roundRect(-size * 0.17, -size * 0.95, size * 0.34, size * 1.3, size * 0.17);
    canvas.roundRect(-size * 0.34, -size * 0.52, size * 0.2, size * 0.48, size * 0.1);
    canvas.fill();
    canvas.stroke();
    canvas.restore();
  }
}
