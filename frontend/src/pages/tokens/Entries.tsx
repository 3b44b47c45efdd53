import type { Entry, EntryPage, Holder } from "../../api/types";
import { t } from "../../i18n/t";
import { formatChange } from "../../ui/counts";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatMoment } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { Waiting } from "../../ui/Waiting";

/** Bookings, the latest first; anew with each `version`. `whose`: also whom they were for. */
export function Entries(props: {
  read: (signal?: AbortSignal, cursor?: string | null) => Promise<EntryPage>;
  version: unknown;
  whose?: boolean;
}) {
  const now = useNow();
  const { pages, more, pending, problem, again } = usePages(props.read, props.version);
  const entries = pages?.flatMap((page) => page.entries) ?? [];
  return (
    <>
      {problem && <ProblemNote problem={problem} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what={t("wallet.loadingShort")} />}
      {pages !== null && entries.length === 0 && <p>{t("wallet.nothing")}</p>}
      {entries.length > 0 && (
        <ul className="facts entries">
          {entries.map((entry) => (
            <li key={`${entry.id} ${nameHolder(entry)} ${entry.balance}`}>
              <div>
                <p>
                  {props.whose && (
                    <>
                      <bdi>{nameHolder(entry)}</bdi>:{" "}
                    </>
                  )}
                  <bdi>{describe(entry)}</bdi>
                </p>
                <p className="by">{formatMoment(entry.at, now)}</p>
              </div>
              <span className="figure" data-sign={entry.amount < 0 ? "minus" : "plus"}>
                {formatChange(entry.amount)}
              </span>
            </li>
          ))}
        </ul>
      )}
      <More more={more} pending={pending} />
    </>
  );
}

/** As they were given to. */
export function nameHolder({ account, email }: Pick<Holder, "account" | "email">): string {
  return account?.display_name ?? email ?? t("wallet.closed");
}

function describe({ kind, reason, amount }: Entry): string {
  if (kind === "tip") return reason ? t("wallet.tipFor", { reason }) : t("wallet.tip");
  if (kind === "refund") return reason ? t("wallet.refundFor", { reason }) : t("wallet.refund");
  return reason || t(amount < 0 ? "wallet.takenBack" : "wallet.given");
}
