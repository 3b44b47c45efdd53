import type { FieldError } from "./generatedRest";

/** A refusal in the server's own words (RFC 9457), or the lack of any answer. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  /** Field name -> what is wrong with it. */
  fields: Readonly<Record<string, string>>;
  /** What this kind of problem says besides, by the names of the API's documents. */
  readonly members: Readonly<Record<string, unknown>>;
  /** Seconds after which it may be tried again; null: that does not help, or nobody says. */
  retryAfter: number | null = null;

  constructor(
    status: number,
    code: string,
    message: string,
    fields: Record<string, string> = {},
    members: Record<string, unknown> = {},
  ) {
    super(message);
    this.name = "Problem";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.members = members;
  }

  /** What the message names, by which it can be said otherwise. */
  get values(): Readonly<Record<string, string | number>> {
    return (this.members.values as Record<string, string | number> | undefined) ?? {};
  }

  /** What is wrong with which field, for programs. */
  get errors(): readonly FieldError[] {
    return Array.isArray(this.members.errors) ? this.members.errors : [];
  }
}

/** The problem in an error answer's body; a body that is none (a proxy's page, say) still gives words. */
export function readProblem(status: number, body: unknown): Problem {
  if (!isRecord(body)) {
    return new Problem(status, "unknown", `The server answered with an error (${status}). Try again.`);
  }
  const words = [body.detail, body.title].find((one) => typeof one === "string" && one !== "");
  const code = typeof body.code === "string" ? body.code : "unknown";
  return new Problem(
    status,
    code,
    typeof words === "string" ? words : `Error ${status}.`,
    readFields(body.errors),
    body,
  );
}

export function unreachable(): Problem {
  return new Problem(
    0,
    "unreachable",
    "The server could not be reached. Check your connection and try again.",
  );
}

/** Field name -> what is wrong with it; `word` puts it in other words than the server's. */
export function readFields(errors: unknown, word?: (error: FieldError) => string): Record<string, string> {
  const found: Record<string, string> = {};
  for (const error of Array.isArray(errors) ? errors : []) {
    if (!isRecord(error)) continue;
    const name = typeof error.pointer === "string" ? error.pointer.replace(/^#?\//, "") : error.field;
    const words = word?.(error as unknown as FieldError) ?? error.detail ?? error.message;
    if (typeof name === "string" && typeof words === "string") found[name] ??= words;
  }
  return found;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
