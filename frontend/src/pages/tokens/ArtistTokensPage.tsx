import { useCallback, useState } from "preact/compat";
import { readHolders, readTokenEntries } from "../../api/calls";
import { T } from "../../i18n/T";
import { t } from "../../i18n/t";
import { useSession } from "../../session/session";
import { Confirm } from "../../ui/Confirm";
import { CopyField } from "../../ui/CopyField";
import { usePages } from "../../ui/usePages";
import { usePageTitle } from "../../ui/usePageTitle";
import { Waiting } from "../../ui/Waiting";
import { StudioHead } from "../studio/StudioHead";
import { Blocks } from "./Blocks";
import { type Blockable, useBlocking } from "./blocking";
import { Entries } from "./Entries";
import { GrantForm } from "./GrantForm";
import { type HolderPages, Holders } from "./Holders";
import { ImportForm } from "./ImportForm";
import { OfferForm } from "./OfferForm";
import { Tips } from "./Tips";

/** An artist's own tokens: who holds them, giving them out, and what was booked. */
export function ArtistTokensPage() {
  usePageTitle(t("tokens.name"));
  const { account } = useSession();
  if (!account) return null; // the way here asked
  return (
    <div className="page account studio-room">
      <StudioHead title={t("tokens.title")} lead={t("tokens.lead")} />
      <Tokens artist={account.id} />
    </div>
  );
}

function Tokens({ artist }: { artist: string }) {
  const [version, setVersion] = useState(0);
  const booked = useCallback(() => setVersion((count) => count + 1), []);
  const holders = usePages(
    useCallback((signal, cursor) => readHolders(artist, signal, cursor), [artist]),
    version,
  );
  if (holders.problem?.code === "tokens_elsewhere") return <Elsewhere artist={artist} />;
  if (holders.pages === null && holders.problem === null) return <Waiting what={t("tokens.loading")} />;
  return (
    <>
      <GrantForm artist={artist} onBooked={booked} />
      <People artist={artist} holders={holders} />
      <ImportForm artist={artist} onBooked={booked} />
      <OfferForm artist={artist} />
      <Tips artist={artist} onRefunded={booked} />
      <History artist={artist} version={version} />
      <section className="panel" aria-labelledby="programs">
        <h2 id="programs">{t("tokens.programs")}</h2>
        <p>
          <T
            id="tokens.programsWords"
            api={(words) => <a href="/docs">{words}</a>}
            code={(words) => <a href="/account#access-tokens">{words}</a>}
          />
        </p>
        <CopyField label={t("tokens.artistId")} value={artist} />
      </section>
    </>
  );
}

/** Nothing that is given here would count: another system is asked who holds what. */
function Elsewhere({ artist }: { artist: string }) {
  return (
    <>
      <section className="panel" aria-labelledby="elsewhere">
        <h2 id="elsewhere">{t("tokens.elsewhere")}</h2>
        <p>{t("tokens.elsewhereWords")}</p>
        <CopyField label={t("tokens.artistId")} value={artist} />
      </section>
      <OfferForm artist={artist} />
      <People artist={artist} holders={null} />
    </>
  );
}

/** Who holds them, and who watches nothing for all that. */
function People({ artist, holders }: { artist: string; holders: HolderPages | null }) {
  const [asking, setAsking] = useState<Blockable | null>(null);
  const { blocks, more, pending, problem, again, block, unblock } = useBlocking(artist);
  return (
    <>
      {holders && <Holders holders={holders} blocks={blocks} onBlock={setAsking} onUnblock={unblock} />}
      <Blocks
        blocks={blocks}
        problem={problem}
        again={again}
        pending={pending}
        more={more}
        onUnblock={unblock}
      />
      <Confirm
        open={asking !== null}
        title={t("tokens.blockAsk", { name: asking?.name ?? "" })}
        action={t("tokens.block")}
        dismiss={t("tokens.notNow")}
        onConfirm={() => {
          if (asking) void block(asking);
          setAsking(null);
        }}
        onDismiss={() => setAsking(null)}
      >
        <p>{t("tokens.blockWords")}</p>
      </Confirm>
    </>
  );
}

function History({ artist, version }: { artist: string; version: number }) {
  const [open, setOpen] = useState(false);
  return (
    <section className="panel" aria-labelledby="entries">
      <h2 id="entries">{t("tokens.booked")}</h2>
      <details className="more" onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary>{t("tokens.latest")}</summary>
        {open && <Booked artist={artist} version={version} />}
      </details>
    </section>
  );
}

function Booked({ artist, version }: { artist: string; version: number }) {
  const read = useCallback(
    (signal?: AbortSignal, cursor?: string | null) => readTokenEntries(artist, signal, cursor),
    [artist],
  );
  return <Entries read={read} version={version} whose />;
}
