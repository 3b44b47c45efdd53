import { useCallback } from "preact/compat";
import { updateAccount } from "../api/calls";
import { readSupporters } from "../api/tips";
import { t } from "../i18n/t";
import { useSession } from "../session/session";
import { Check } from "../ui/Check";
import { countTokens, formatCount } from "../ui/counts";
import { ProblemNote } from "../ui/ProblemNote";
import { useAct } from "../ui/useAct";
import { useRead } from "../ui/useRead";
import { Waiting } from "../ui/Waiting";
import { Sheet } from "./Sheet";

/** Who gave most in a show, as it is now; and whether this viewer may be among them. */
export function SupportersDialog({
  livestream,
  version,
  onClose,
}: {
  livestream: string;
  /** Another one when something was given, or given back, or somebody has no name any more. */
  version: string;
  onClose: () => void;
}) {
  const { account, enter } = useSession();
  const {
    submit,
    pending,
    problem: refused,
    version: acts,
  } = useAct(
    useCallback(async (shown: boolean) => enter(await updateAccount({ shows_support: shown })), [enter]),
  );
  const [found, problem, again] = useRead(
    useCallback((signal: AbortSignal) => readSupporters(livestream, signal), [livestream]),
    `${acts} ${version}`,
  );
  const trouble = problem ?? refused;
  return (
    <Sheet title={t("giving.topSupporters")} onClose={onClose}>
      {trouble && <ProblemNote problem={trouble} onRetry={found === null ? again : undefined} />}
      {found === null && !problem && <Waiting what={t("giving.loading")} />}
      {found !== null && (
        <>
          <p>
            {found.tips === 0
              ? t("giving.none")
              : t("giving.sum", { tokens: countTokens(found.total), count: found.tips })}
          </p>
          <ol className="tips-supporters">
            {found.supporters.map(({ account: { id, display_name: name }, amount }) => (
              <li key={id}>
                <bdi>{name}</bdi> <b className="figure">{formatCount(amount)}</b>
              </li>
            ))}
          </ol>
          {found.unnamed > 0 && (
            <p className="quiet">{t("giving.others", { tokens: countTokens(found.unnamed) })}</p>
          )}
        </>
      )}
      {account && (
        <Check
          className="tips-choice"
          label={t("giving.nameMe")}
          checked={account.shows_support}
          disabled={pending}
          onChange={(event) => void submit(event.currentTarget.checked)}
        />
      )}
    </Sheet>
  );
}
