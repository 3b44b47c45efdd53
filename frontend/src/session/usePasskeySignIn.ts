import { useCallback, useEffect, useRef, useState } from "preact/compat";
import { Problem } from "../api/problem";
import type { Account } from "../api/types";
import { readPasskeyRequest, signInWithPasskey } from "../api/waysIn";
import { useSubmit } from "../ui/useSubmit";
import { askForPasskey, offersPasskeysInFields } from "./passkeys";

/** A challenge holds for five minutes, and the form may be open for longer. */
const RENEW_MS = 4 * 60_000;
const RENEW = "renew";

/**
 * Signing in with a passkey: by `submit`, and wherever the browser offers them in the field for the address.
 *
 * @param wanted whether there is such a way in, and nobody is signed in yet
 */
export function usePasskeySignIn(wanted: boolean, enter: (account: Account) => void) {
  const waiting = useRef<AbortController | null>(null);
  const [refused, setRefused] = useState<Problem | null>(null);

  const { submit, pending, problem } = useSubmit(
    useCallback(async () => {
      // One question at a time: the browser refuses a second one.
      waiting.current?.abort();
      setRefused(null);
      const credential = await askForPasskey(await readPasskeyRequest(), new AbortController().signal);
      if (credential !== null) enter(await signInWithPasskey(credential));
    }, [enter]),
  );

  useEffect(() => {
    if (!wanted) return;
    const over = new AbortController();

    const offer = async () => {
      if (!(await offersPasskeysInFields())) return;
      while (!over.signal.aborted) {
        const asked = new AbortController();
        waiting.current = asked;
        const renew = setTimeout(() => asked.abort(RENEW), RENEW_MS);
        const signal = AbortSignal.any([asked.signal, over.signal]);
        try {
          const credential = await askForPasskey(await readPasskeyRequest(signal), signal, "conditional");
          if (credential !== null) enter(await signInWithPasskey(credential));
        } catch (error) {
          // Before somebody has chosen one nothing was asked for, and so nothing failed.
          if (error instanceof Problem && error.code.startsWith("passkey_")) setRefused(error);
        } finally {
          clearTimeout(renew);
        }
        if (asked.signal.reason !== RENEW) return;
      }
    };

    void offer();
    return () => over.abort();
  }, [wanted, enter]);

  return { submit, pending, problem: problem ?? refused };
}
