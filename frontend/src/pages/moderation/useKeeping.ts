import { useCallback, useState } from "preact/compat";
import { Problem } from "../../api/problem";

/** What came of an act, in words. `turn` tells two of the same words apart. */
export interface Outcome {
  words: string;
  failed: boolean;
  /** Seen elsewhere already: it is only read out. */
  quiet: boolean;
  turn: number;
}

export interface Keeping {
  /** Does something; `words` are said once it is done, and the server's where it refuses. True: it was done. */
  act: (words: string, send: () => Promise<unknown>) => Promise<boolean>;
  say: (words: string, quiet?: boolean) => void;
  outcome: Outcome;
  /** Counts what was done here. */
  version: number;
}

/** Keeping a room pleasant: several things at once, each answered in words. */
export function useKeeping(): Keeping {
  const [outcome, setOutcome] = useState<Outcome>({ words: "", failed: false, quiet: false, turn: 0 });
  const [version, setVersion] = useState(0);
  const tell = useCallback(
    (words: string, failed: boolean, quiet = false) =>
      setOutcome(({ turn }) => ({ words, failed, quiet, turn: turn + 1 })),
    [],
  );
  const say = useCallback((words: string, quiet = false) => tell(words, false, quiet), [tell]);
  const act = useCallback(
    async (words: string, send: () => Promise<unknown>) => {
      try {
        await send();
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
        tell(error.message, true);
        return false;
      }
      tell(words, false);
      setVersion((count) => count + 1);
      return true;
    },
    [tell],
  );
  return { act, say, outcome, version };
}
