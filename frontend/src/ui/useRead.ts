import { useCallback, useEffect, useState } from "preact/compat";
import { Problem } from "../api/problem";

/**
 * What is read over HTTP, and again whenever `version` is another one; null until the first answer. The last of the
 * three asks once more. `read` stays the same function.
 */
export function useRead<T>(
  read: (signal: AbortSignal) => Promise<T>,
  version: unknown = 0,
): [T | null, Problem | null, () => void] {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the turn make it worth reading again
  useEffect(() => {
    const controller = new AbortController();
    read(controller.signal).then(
      (answer) => {
        setValue(answer);
        setProblem(null);
      },
      (error: unknown) => {
        if (error instanceof Problem) setProblem(error);
      },
    );
    return () => controller.abort();
  }, [read, version, turn]);
  const again = useCallback(() => {
    setProblem(null);
    setTurn((count) => count + 1);
  }, []);
  return [value, problem, again];
}
