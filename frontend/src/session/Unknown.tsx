import { Waiting } from "../ui/Waiting";
import { useSession } from "./session";

/** While it is not known who is here: that it takes a moment, and where the server is silent, that it does. */
export function Unknown({ what }: { what: string }) {
  const { silent } = useSession();
  return (
    <div className="page">
      {silent ? (
        <p className="waiting" role="status">
          The server does not answer. This page goes on by itself when it does.
        </p>
      ) : (
        <Waiting what={what} />
      )}
    </div>
  );
}
