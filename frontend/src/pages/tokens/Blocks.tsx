import { useRef, useState } from "preact/compat";
import type { Problem } from "../../api/problem";
import { t } from "../../i18n/t";
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
    setSaid(t("tokens.unblocked"));
  };
  return (
    <section className="panel" aria-labelledby="blocks">
      <h2 id="blocks" tabIndex={-1} ref={head}>
        {t("tokens.blocks")}
      </h2>
      <p>{t("tokens.blocksWords")}</p>
      {problem && <ProblemNote problem={problem} onRetry={blocks === null ? again : undefined} />}
      {blocks === null && !problem && <Waiting what={t("control.loading")} />}
      {blocks?.length === 0 && <p className="by">{t("tokens.nobody")}</p>}
      {blocks !== null && blocks.length > 0 && (
        <ul className="facts">
          {blocks.map((block) => (
            <Fact
              key={`${block.key} ${block.since}`}
              name={block.name}
              lines={[t("tokens.since", { when: formatWithin(block.since, now) })]}
            >
              <button
                type="button"
                className="button small"
                aria-label={t("tokens.unblockOf", { name: block.name })}
                aria-disabled={pending}
                onClick={() => void unblock(block)}
              >
                {t("tokens.unblock")}
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
