import type { ReactNode } from "preact/compat";
import { useSession } from "../session/session";
import { Unknown } from "../session/Unknown";
import { Navigate, usePath } from "../ui/routing";

/** The way into the studio: visitors sign in first, fans are told where they are. */
export function ArtistOnly({ children }: { children: ReactNode }) {
  const { account } = useSession();
  const path = usePath();
  if (account === undefined) return <Unknown what="Loading" />;
  if (account === null) return <Navigate to={`/sign-in?next=${encodeURIComponent(path)}`} replace />;
  if (account.role !== "artist") {
    return (
      <div className="page empty">
        <h1>The studio is for artists</h1>
        <p>
          {account.display_name} is a fan’s account. To perform, register a second one with another e-mail
          address.
        </p>
        <a href="/livestreams" className="button">
          All livestreams
        </a>
      </div>
    );
  }
  return children;
}
