import type { Problem } from "../../api/problem";
import type { Blocked, Holder } from "../../api/types";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { Waiting } from "../../ui/Waiting";

export type Person = NonNullable<Holder["account"]>;

/** Whom an artist lets watch nothing that is for holders. They are picked from the list of holders. */
export function Blocks(props: {
  blocks: readonly Blocked[] | null;
  problem: Problem | null;
  /** Reads the list once more. */
  again: () => void;
  pending: boolean;
  more: (() => void) | null;
  onUnblock: (person: Person) => void;
}) {
  const { blocks, problem, again, pending, more, onUnblock } = props;
  const now = useNow();
  return (
    <section className="panel" aria-labelledby="blocks">
      <h2 id="blocks">Whom you block</h2>
      <p>
        They watch none of your livestreams for holders, whatever they hold. One that plays stops within five
        seconds, and says why. Their tokens stay theirs, and livestreams for everybody stay open to them.
      </p>
      {problem && <ProblemNote problem={problem} onRetry={blocks === null ? again : undefined} />}
      {blocks === null && !problem && <Waiting what="Loading" />}
      {blocks?.length === 0 && <p className="by">Nobody. Block somebody where holders are listed.</p>}
      {blocks !== null && blocks.length > 0 && (
        <ul className="facts">
          {blocks.map(({ account, blocked_at }) => (
            <Fact
              key={account.id}
              name={account.display_name}
              lines={[`Since ${formatWithin(blocked_at, now)}`]}
            >
              <button
                type="button"
                className="button small"
                aria-label={`Unblock ${account.display_name}`}
                aria-disabled={pending}
                onClick={() => onUnblock(account)}
              >
                Unblock
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <More more={more} pending={pending} />
    </section>
  );
}
