import { putInWords } from "./inWords";
import { readProblem, unreachable } from "./problem";
import { ticketHeaders } from "./ticket";

const TIMEOUT_MS = 15_000;

/**
 * One call of the REST API; `undefined` for an answer without a body.
 *
 * @throws Problem when the server refuses or does not answer; AbortError when `signal` is aborted.
 */
export async function request<T>(
  method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
  signal?: AbortSignal,
  more: Readonly<Record<string, string>> = {},
): Promise<T> {
  const limit = AbortSignal.timeout(TIMEOUT_MS);
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  Object.assign(headers, ticketHeaders(), more);
  let answer: Response;
  let text: string;
  try {
    answer = await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: encode(body),
      signal: signal ? AbortSignal.any([signal, limit]) : limit,
    });
    text = await answer.text();
  } catch (error) {
    if (signal?.aborted) throw error;
    throw await putInWords(unreachable());
  }
  const value = parse(text);
  if (!answer.ok) {
    const problem = readProblem(answer.status, value);
    problem.retryAfter = readSeconds(answer.headers.get("retry-after"));
    throw await putInWords(problem);
  }
  return value as T;
}

function encode(body: unknown): BodyInit | null {
  if (body === undefined) return null;
  return typeof body === "string" || body instanceof Blob ? body : JSON.stringify(body);
}

function readSeconds(text: string | null): number | null {
  const seconds = Number.parseInt(text ?? "", 10);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : null;
}

function parse(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
