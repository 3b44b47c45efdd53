import { useCallback } from "preact/compat";
import { updateAccount } from "../api/calls";
import { readSupporters } from "../api/tips";
import { useSession } from "../session/session";
import { countTokens, formatCount } from "../ui/counts";
import { ProblemNote } from "../ui/ProblemNote";
import { useAct } from "../ui/useAct";
import { useRead } from "../ui/useRead";
import { Waiting } from "../ui/Waiting";
import { Sheet } from "./Sheet";

/** Who gave most in a show; and whether this viewer may be among them. */
export function SupportersDialog({ livestream, onClose }: { livestream: string; onClose: () => void }) {
  const { account, enter } = useSession();
  const {
    submit,
    pending,
    problem: refused,
    version,
  } = useAct(
    useCallback(async (shown: boolean) => enter(await updateAccount({ shows_support: shown })), [enter]),
  );
  const [found, problem, again] = useRead(
    useCallback((signal: AbortSignal) => readSupporters(livestream, signal), [livestream]),
    version,
  );
  const trouble = problem ?? refused;
  return (
    <Sheet title="Top supporters" onClose={onClose}>
      {trouble && <ProblemNote problem={trouble} onRetry={found === null ? again : undefined} />}
      {found === null && !problem && <Waiting what="Loading" />}
      {found !== null && (
        <>
          <p>
            {found.tips === 0
              ? "Nobody has given anything yet."
              : `${countTokens(found.total)} in ${found.tips === 1 ? "one tip" : `${formatCount(found.tips)} tips`}.`}
          </p>
          <ol className="tips-supporters">
            {found.supporters.map(({ account: { id, display_name: name }, amount }) => (
              <li key={id}>
                <bdi>{name}</bdi> <b className="figure">{formatCount(amount)}</b>
              </li>
            ))}
          </ol>
          {found.unnamed > 0 && <p className="quiet">{countTokens(found.unnamed)} by others.</p>}
        </>
      )}
      {account && (
        <label className="tips-choice">
          <input
            type="checkbox"
            checked={account.shows_support}
            disabled={pending}
            onChange={(event) => void submit(event.currentTarget.checked)}
          />
          Name me here when I give
        </label>
      )}
    </Sheet>
  );
}
