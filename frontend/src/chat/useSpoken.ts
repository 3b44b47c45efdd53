import { useState } from "preact/compat";

const SPOKEN = "chat-spoken";

/** Whether this browser's viewer has messages read out. */
export function useSpoken(): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(() => {
    try {
      return localStorage.getItem(SPOKEN) !== "no";
    } catch {
      return true;
    }
  });
  const choose = (next: boolean) => {
    setOn(next);
    try {
      localStorage.setItem(SPOKEN, next ? "yes" : "no");
    } catch {
      // for this page alone, then
    }
  };
  return [on, choose];
}
