import { useState } from "preact/compat";

const KEPT_AS = "moderation-keys";

/** Whether single letters are keys: they are in the way of some who speak to their computer. */
export function useKeys(): [on: boolean, turn: (on: boolean) => void] {
  const [on, setOn] = useState(read);
  const turn = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(KEPT_AS, next ? "on" : "off");
    } catch {
      // Then it is so until the page is left.
    }
  };
  return [on, turn];
}

function read(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== "off";
  } catch {
    return true;
  }
}
