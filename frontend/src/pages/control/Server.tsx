import type { Credentials } from "../../api/types";
import { CopyField } from "../../ui/CopyField";

/** Where OBS connects: with TLS where the platform has it, so that nobody on the way reads the key. */
export function Server({ servers }: { servers: Pick<Credentials, "rtmp_url" | "rtmps_url"> | null }) {
  if (!servers?.rtmps_url) return <CopyField label="Server" value={servers?.rtmp_url ?? ""} />;
  return (
    <>
      <CopyField label="Server" value={servers.rtmps_url} />
      <details className="fold">
        <summary>An encoder without TLS?</summary>
        <CopyField label="Server without TLS" value={servers.rtmp_url} />
        <p className="hint">Your key then crosses the network in the clear.</p>
      </details>
    </>
  );
}
