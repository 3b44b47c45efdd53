import { useCallback, useState } from "preact/compat";
import { useSubmit } from "./useSubmit";

/** As `useSubmit`, for what is read again once it is done: `version` counts how often that was. */
export function useAct<Args extends unknown[]>(send: (...args: Args) => Promise<unknown>) {
  const [version, setVersion] = useState(0);
  const act = useSubmit(
    useCallback(
      async (...args: Args) => {
        await send(...args);
        setVersion((count) => count + 1);
      },
      [send],
    ),
  );
  return { ...act, version };
}
