import { useEffect, useState } from "react";
import { Problem } from "../api/problem";

/** What is read over HTTP, and again whenever `version` is another one; null until the first answer. `read` stays the
 * same function. */
export function useRead<T>(
  read: (signal: AbortSignal) => Promise<T>,
  version: unknown = 0,
): [T | null, Problem | null] {
  const [value, setValue] = useState<T | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version is what makes it worth reading again
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
  }, [read, version]);
  return [value, problem];
}
