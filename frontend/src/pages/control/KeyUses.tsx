import { Fragment, useCallback, useEffect, useReducer, useState } from "preact/compat";
import { Problem } from "../../api/problem";
import { listKeyUses } from "../../api/studioCalls";
import type { KeyUse } from "../../api/types";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { ProblemNote } from "../../ui/ProblemNote";
import { useNow } from "../../ui/useNow";
import { useSubmit } from "../../ui/useSubmit";
import { Waiting } from "../../ui/Waiting";
import { describeUse } from "./uses";

const FIRST = 5;
const MORE = 20;

interface Page {
  uses: KeyUse[];
  next: string | null;
}

/** Who got in with the stream key, and who was turned away with it: read again whenever `version` is another. */
export function KeyUses({
  id,
  version,
  onNewKey,
}: {
  id: string;
  version: string;
  /** Absent where nobody gets in any more. */
  onNewKey?: (() => void) | undefined;
}) {
  const [page, setPage] = useState<Page | null>(null);
  const [failure, setFailure] = useState<Problem | null>(null);
  const [turn, again] = useReducer<number, void>((count) => count + 1, 0);
  const now = useNow();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the version and the turn make it worth reading again
  useEffect(() => {
    const controller = new AbortController();
    listKeyUses(id, FIRST, null, controller.signal).then(
      ({ publishers, next_cursor }) => {
        setPage({ uses: publishers, next: next_cursor });
        setFailure(null);
      },
      (error: unknown) => {
        if (error instanceof Problem) setFailure(error);
      },
    );
    return () => controller.abort();
  }, [id, version, turn]);

  const next = page?.next ?? null;
  const more = useSubmit(
    useCallback(async () => {
      const { publishers, next_cursor } = await listKeyUses(id, MORE, next);
      setPage((before) => ({ uses: [...(before?.uses ?? []), ...publishers], next: next_cursor }));
    }, [id, next]),
  );

  return (
    <section className="panel" aria-labelledby="key-uses">
      <h2 id="key-uses">{t("control.keyUses")}</h2>
      {failure && <ProblemNote problem={failure} onRetry={again} />}
      {page === null && !failure && <Waiting what={t("control.loading")} />}
      {page && page.uses.length === 0 && <p className="quiet">{t("control.keyUnused")}</p>}
      {page && page.uses.length > 0 && (
        <ul className="uses">
          {page.uses.map((use) => {
            const { state, what, when } = describeUse(use, now);
            return (
              <li key={use.session_id} data-state={state}>
                <span className="use-what">{what}</span>
                <span className="use-when">{when}</span>
                <span className="use-where">
                  <Address address={use.address} />
                  {use.key === "former" && <span className="use-key">{t("control.formerKey")}</span>}
                </span>
              </li>
            );
          })}
        </ul>
      )}
      {more.problem && <ProblemNote problem={more.problem} />}
      {next !== null && (
        <p>
          <button
            type="button"
            className="button small"
            aria-disabled={more.pending}
            onClick={() => void more.submit()}
          >
            {t("control.earlier")}
          </button>
        </p>
      )}
      {onNewKey && page && page.uses.length > 0 && (
        <p className="hint">
          <T
            id="control.unknownAddress"
            press={(words) => (
              <button type="button" className="text-button" onClick={onNewKey}>
                {words}
              </button>
            )}
          />
        </p>
      )}
    </section>
  );
}

/** A long one of IPv6 is broken between its groups. */
function Address({ address }: { address: string }) {
  if (address === "") return <span>{t("control.noAddress")}</span>;
  const [first, ...groups] = address.split(":");
  return (
    <span className="use-address">
      {first}
      {groups.map((group, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: their order is what they are
        <Fragment key={index}>
          :<wbr />
          {group}
        </Fragment>
      ))}
    </span>
  );
}
