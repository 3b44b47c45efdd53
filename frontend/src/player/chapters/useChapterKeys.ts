import { useKeys } from "../useKeys";

/** N goes to the next chapter, B back to the one before. */
export function useChapterKeys(on: boolean, onStep: (step: 1 | -1) => void): void {
  useKeys(on, { n: () => onStep(1), b: () => onStep(-1) });
}
