import { useRef, useState } from "preact/compat";
import type { Problem } from "../../api/problem";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { Said } from "../../ui/Said";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import { Waiting } from "../../ui/Waiting";
import type { Block } from "./blocking";

/** Whom an artist lets watch nothing that is for holders. They are picked from the list of holders. */
export function Blocks(props: {
  blocks: readonly Block[] | null;
  problem: Problem | null;
  /** Reads the list once more. */
  again: () => void;
  pending: boolean;
  more: (() => void) | null;
  /** True once it is done. */
  onUnblock: (block: Block) => Promise<boolean>;
}) {
  const { blocks, problem, again, pending, more, onUnblock } = props;
  const now = useNow();
  // The button goes with the row, so the keyboard goes on above the list.
  const head = useRef<HTMLHeadingElement>(null);
  const [said, setSaid] = useState("");
  const unblock = async (block: Block) => {
    setSaid("");
    if (!(await onUnblock(block))) return;
    head.current?.focus();
    setSaid("Unblocked.");
  };
  return (
    <section className="panel" aria-labelledby="blocks">
      <h2 id="blocks" tabIndex={-1} ref={head}>
        Whom you block
      </h2>
      <p>
        They watch none of your livestreams for holders, whatever they hold. One that plays stops within five
        seconds, and says why. Their tokens stay theirs, and livestreams for everybody stay open to them.
      </p>
      {problem && <ProblemNote problem={problem} onRetry={blocks === null ? again : undefined} />}
      {blocks === null && !problem && <Waiting what="Loading" />}
      {blocks?.length === 0 && <p className="by">Nobody. Block somebody where holders are listed.</p>}
      {blocks !== null && blocks.length > 0 && (
        <ul className="facts">
          {blocks.map((block) => (
            <Fact
              key={`${block.key} ${block.since}`}
              name={block.name}
              lines={[`Since ${formatWithin(block.since, now)}`]}
            >
              <button
                type="button"
                className="button small"
                aria-label={`Unblock ${block.name}`}
                aria-disabled={pending}
                onClick={() => void unblock(block)}
              >
                Unblock
              </button>
            </Fact>
          ))}
        </ul>
      )}
      <Said words={said} />
      <More more={more} pending={pending} />
    </section>
  );
}
