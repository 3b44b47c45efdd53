import { useCallback, useMemo, useState } from "preact/compat";
import { thankAuthor } from "../../api/keeping";
import { Problem } from "../../api/problem";
import type { ChatMessage } from "../../chat/messages";
import { t } from "../../i18n/t";
import { findThanked } from "./room";

/** Thanking people for what they wrote: whom already, and what came of the last tap, in words. */
export function useThanks(livestream: string, rows: readonly ChatMessage[]) {
  const told = useMemo(() => findThanked(rows), [rows]);
  const [pressed, setPressed] = useState<ReadonlySet<string>>(new Set());
  const [said, setSaid] = useState("");
  const thank = useCallback(
    async ({ id, account }: ChatMessage) => {
      // At once, so that nobody taps again; taken back where the server says no.
      setPressed((before) => new Set(before).add(id));
      setSaid("");
      try {
        await thankAuthor(livestream, id);
        setSaid(t("stage.saidThanked", { name: account?.display_name ?? "" }));
      } catch (error) {
        setPressed((before) => new Set([...before].filter((one) => one !== id)));
        if (!(error instanceof Problem)) throw error;
        setSaid(error.message);
      }
    },
    [livestream],
  );
  const isThanked = useCallback((id: string) => told.has(id) || pressed.has(id), [told, pressed]);
  return { thank, isThanked, said };
}
