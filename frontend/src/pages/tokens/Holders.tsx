import { useCallback } from "react";
import { readHolders } from "../../api/calls";
import type { Holder } from "../../api/types";
import { formatCount } from "../../ui/counts";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { usePages } from "../../ui/usePages";
import { Waiting } from "../../ui/Waiting";
import type { Person } from "./Blocks";
import { nameHolder } from "./Entries";

interface Acts {
  /** One of them is to be. */
  onBlock: (person: Person) => void;
  onUnblock: (person: Person) => void;
}

/** Who holds an artist's tokens, and which of them (by id) are blocked. */
export function Holders(props: { artist: string; version: number; blocked: ReadonlySet<string> } & Acts) {
  const { artist, version, blocked, ...acts } = props;
  const { pages, more, pending, problem, again } = usePages(
    useCallback((signal, cursor) => readHolders(artist, signal, cursor), [artist]),
    version,
  );
  const total = pages?.[0]?.total ?? 0;
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">Who holds them</h2>
      {problem && <ProblemNote problem={problem} onRetry={pages === null ? again : undefined} />}
      {pages === null && !problem && <Waiting what="Loading" />}
      {pages !== null && total === 0 && (
        <p>Nobody yet. Give the first ones above, or import a list of those who bought some.</p>
      )}
      {total > 0 && (
        <>
          <p>
            <b className="figure">{formatCount(total)}</b> {total === 1 ? "holder" : "holders"}, each as you
            gave to them: by account, or by e-mail address.
          </p>
          <ul className="facts">
            {pages
              ?.flatMap((page) => page.holders)
              .map((holder) => (
                <Row
                  key={`${nameHolder(holder)} ${holder.since}`}
                  holder={holder}
                  isBlocked={holder.account !== null && blocked.has(holder.account.id)}
                  {...acts}
                />
              ))}
          </ul>
          <More more={more} pending={pending} />
        </>
      )}
    </section>
  );
}

function Row(props: { holder: Holder; isBlocked: boolean } & Acts) {
  const { holder, isBlocked, onBlock, onUnblock } = props;
  const { account, since, balance } = holder;
  const now = useNow();
  return (
    <Fact
      name={nameHolder(holder)}
      badge={isBlocked ? { tone: "warn", words: "Blocked" } : null}
      lines={[`Since ${formatWithin(since, now)}`]}
    >
      <div className="facts-end">
        <span className="figure">{formatCount(balance)}</span>
        {account !== null && (
          <button
            type="button"
            className="button small"
            aria-label={`${isBlocked ? "Unblock" : "Block"} ${account.display_name}`}
            onClick={() => (isBlocked ? onUnblock : onBlock)(account)}
          >
            {isBlocked ? "Unblock" : "Block"}
          </button>
        )}
      </div>
    </Fact>
  );
}
