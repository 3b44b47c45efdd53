import type { Outcome as Said } from "./useKeeping";

/** What came of the last act, where it is seen from everywhere on the page, and read out. */
export function Outcome({ outcome: { words, failed, quiet, turn } }: { outcome: Said }) {
  return (
    <div className="desk-outcome" data-failed={failed} data-quiet={quiet} data-shown={words !== ""}>
      {failed ? (
        <p role="alert" key={turn}>
          {words}
        </p>
      ) : (
        // Its words are new at the same place; only how long they are seen begins anew.
        <div role="status">
          <p key={turn}>{words}</p>
        </div>
      )}
    </div>
  );
}
