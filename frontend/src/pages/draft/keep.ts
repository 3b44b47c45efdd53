import type { DraftValues } from "./values";

/** What was typed and not sent, kept until it is: nothing is lost by a press on a link, a crash or a lapsed sign-in. */

type Store = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const nameOf = (name: string) => `draft:${name}`;

/** What was typed last under this name, of the fields there are now; null: nothing was. */
export function readKept(store: Store | null, name: string, start: DraftValues): DraftValues | null {
  try {
    const kept: unknown = JSON.parse(store?.getItem(nameOf(name)) ?? "null");
    if (typeof kept !== "object" || kept === null) return null;
    const found = Object.entries(kept).filter(
      ([key, value]) => key in start && typeof value === typeof start[key as keyof DraftValues],
    );
    return { ...start, ...Object.fromEntries(found) };
  } catch {
    return null;
  }
}

/** What is as it was at the start is not kept. */
export function keepDraft(store: Store | null, name: string, start: DraftValues, values: DraftValues): void {
  try {
    const keys = Object.keys(values) as (keyof DraftValues)[];
    if (keys.every((key) => values[key] === start[key])) store?.removeItem(nameOf(name));
    else store?.setItem(nameOf(name), JSON.stringify(values));
  } catch {
    // Without room nothing is kept; the page still has it.
  }
}

export function dropDraft(store: Store | null, name: string): void {
  try {
    store?.removeItem(nameOf(name));
  } catch {
    // As above.
  }
}

/** Null where a browser keeps nothing. */
export function openStore(): Store | null {
  try {
    return sessionStorage;
  } catch {
    return null;
  }
}
