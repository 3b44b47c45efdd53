import type { Holder, HolderPage } from "../../api/types";
import { t } from "../../i18n/t";
import { formatCount } from "../../ui/counts";
import { Fact } from "../../ui/Fact";
import { More } from "../../ui/More";
import { ProblemNote } from "../../ui/ProblemNote";
import { formatWithin } from "../../ui/time";
import { useNow } from "../../ui/useNow";
import type { usePages } from "../../ui/usePages";
import { type Block, type Blockable, toBlockable } from "./blocking";
import { nameHolder } from "./Entries";

export type HolderPages = ReturnType<typeof usePages<HolderPage>>;

interface Acts {
  /** One of them is to be. */
  onBlock: (holder: Blockable) => void;
  onUnblock: (block: Block) => void;
}

/** Who holds an artist's tokens, and which of them are blocked. */
export function Holders(props: { holders: HolderPages; blocks: readonly Block[] | null } & Acts) {
  const { holders, blocks, ...acts } = props;
  const { pages, more, pending, problem, again } = holders;
  const total = pages?.[0]?.total ?? 0;
  return (
    <section className="panel" aria-labelledby="holders">
      <h2 id="holders">{t("tokens.holders")}</h2>
      {problem && <ProblemNote problem={problem} onRetry={pages === null ? again : undefined} />}
      {pages !== null && total === 0 && <p>{t("tokens.noHolders")}</p>}
      {total > 0 && (
        <>
          <p>{t("tokens.holdersCount", { count: total })}</p>
          <ul className="facts">
            {pages
              ?.flatMap((page) => page.holders)
              .map((holder) => (
                <Row
                  key={`${nameHolder(holder)} ${holder.since}`}
                  holder={holder}
                  blocks={blocks ?? []}
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

function Row(props: { holder: Holder; blocks: readonly Block[] } & Acts) {
  const { holder, blocks, onBlock, onUnblock } = props;
  const now = useNow();
  const whom = toBlockable(holder);
  const block = blocks.find(({ key }) => key === whom?.key);
  return (
    <Fact
      name={nameHolder(holder)}
      badge={block ? { tone: "warn", words: t("tokens.blocked") } : null}
      lines={[t("tokens.since", { when: formatWithin(holder.since, now) })]}
    >
      <div className="facts-end">
        <span className="figure">{formatCount(holder.balance)}</span>
        {whom && (
          <button
            type="button"
            className="button small"
            aria-label={t(block ? "tokens.unblockOf" : "tokens.blockOf", { name: whom.name })}
            onClick={() => (block ? onUnblock(block) : onBlock(whom))}
          >
            {t(block ? "tokens.unblock" : "tokens.block")}
          </button>
        )}
      </div>
    </Fact>
  );
}
