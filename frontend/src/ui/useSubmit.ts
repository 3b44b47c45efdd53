import { useCallback, useRef, useState } from "preact/compat";
import { Problem } from "../api/problem";

/** Runs one request at a time and keeps the refusal in the server's words. */
export function useSubmit<Args extends unknown[]>(send: (...args: Args) => Promise<unknown>) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);

  const submit = useCallback(
    async (...args: Args): Promise<boolean> => {
      if (running.current) return false;
      running.current = true;
      setPending(true);
      setProblem(null);
      try {
        await send(...args);
        return true;
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        setProblem(error);
        return false;
      } finally {
        running.current = false;
        setPending(false);
      }
    },
    [send],
  );
  return { submit, pending, problem, clear: () => setProblem(null) };
}
