import type * as rest from "../../../frontend/src/api/generatedRest";
import { Problem, readProblem, unreachable } from "../../../frontend/src/api/problem";
import { backoff } from "../../../frontend/src/channel/backoff";
import { Channel } from "../../../frontend/src/channel/channel";
import { Room } from "../../../frontend/src/chat/store";

const TIMEOUT_MS = 15_000;
/** For as long a message, or a tip, is tried again where nobody answers or it comes too fast. */
const PATIENCE_MS = 30_000;
/** Answers that say nothing about what was asked: it may be done by then, or not. */
const UNSURE: ReadonlySet<number> = new Set([0, 502, 503, 504]);
const TOO_FAST = 429;

export interface PlatformOptions {
  /** An access token of an account's, with the scopes that what is done takes (`watch`, `chat`, `manage` ...). */
  token?: string;
  /** For tests, and where `fetch` is another one. */
  fetch?: typeof fetch;
}

export interface SayOptions {
  /** It asks the artist something. */
  question?: boolean;
  /** Another for each message: sent again with it, it is the same one. Made up where it is left out. */
  id?: string;
  /** Milliseconds for which it is tried again. */
  patience?: number;
}

type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** One platform, by its address, such as `https://live.example.org`. */
export class Platform {
  readonly url: string;
  readonly #token: string | null;
  readonly #fetch: typeof fetch;

  constructor(url: string, options: PlatformOptions = {}) {
    this.url = url.replace(/\/+$/, "");
    this.#token = options.token ?? null;
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
  }

  /** What is live and what is to come, as it changes; `start()` opens it. */
  watchAll(): Channel {
    return new Channel({ address: `${this.url}/ws/livestreams` });
  }

  /** One livestream, as it changes. `viewer`: it counts as one that watches. */
  watch(livestreamId: string, { viewer = false } = {}): Channel {
    const address = `${this.url}/ws/livestreams/${encodeURIComponent(livestreamId)}`;
    return new Channel({ address: viewer ? address : `${address}?observe=true` });
  }

  /** The same, and its chat beside it: from the last messages on, over reconnects without a gap. */
  enter(livestreamId: string, options: { viewer?: boolean } = {}): { channel: Channel; room: Room } {
    const [channel, room] = [this.watch(livestreamId, options), new Room()];
    channel.attach(room);
    return { channel, room };
  }

  /**
   * Says something in a livestream's room. Where nobody answers, or it comes too fast, it is sent again, and said once
   * all the same.
   *
   * @throws Problem, in the server's words and with its `code`; `errors` are the fields', each with its own
   */
  async say(livestreamId: string, text: string, options: SayOptions = {}): Promise<rest.MessageBody> {
    const { id = crypto.randomUUID(), question = false, patience = PATIENCE_MS } = options;
    const body = { text, id, question };
    return this.#insist(patience, () => this.request("POST", `/livestreams/${livestreamId}/chat`, body));
  }

  /** Takes a message away: one's own, or as one of those who keep the room. */
  async remove(livestreamId: string, messageId: string): Promise<void> {
    await this.request("DELETE", `/livestreams/${livestreamId}/chat/${messageId}`);
  }

  /**
   * One call of the REST API, by its path below `/api/v1`; `undefined` for an answer without a body.
   *
   * @throws Problem where it is refused, or nobody answers (its `status` is 0 then)
   */
  async request<T>(
    method: Method,
    path: string,
    body?: unknown,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const sent: Record<string, string> = { accept: "application/json", ...headers };
    if (body !== undefined) sent["content-type"] = "application/json";
    if (this.#token !== null) sent.authorization = `Bearer ${this.#token}`;
    let answer: Response;
    let text: string;
    try {
      answer = await this.#fetch(`${this.url}/api/v1${path}`, {
        method,
        headers: sent,
        body: body === undefined ? null : JSON.stringify(body),
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
      text = await answer.text();
    } catch {
      throw unreachable();
    }
    if (answer.ok) return (text === "" ? undefined : JSON.parse(text)) as T;
    const problem = readProblem(answer.status, parse(text));
    const wait = Number.parseInt(answer.headers.get("retry-after") ?? "", 10);
    problem.retryAfter = Number.isFinite(wait) ? Math.max(0, wait) : null;
    throw problem;
  }

  async #insist<T>(patience: number, act: () => Promise<T>): Promise<T> {
    const until = performance.now() + patience;
    for (let attempt = 0; ; attempt++) {
      try {
        return await act();
      } catch (error) {
        const wait = error instanceof Problem ? findWait(error, attempt) : null;
        if (wait === null || performance.now() + wait > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
  }
}

/** Milliseconds until it is worth trying again; null: it is not. */
function findWait(problem: Problem, attempt: number): number | null {
  if (problem.status === TOO_FAST) return 1000 * (problem.retryAfter ?? 1) + backoff(0, Math.random());
  if (!UNSURE.has(problem.status)) return null;
  return 1000 * (problem.retryAfter ?? 0) + backoff(attempt, Math.random());
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
