import { usePageTitle } from "../ui/usePageTitle";

/** Something in the page itself failed, or a part of it could not be fetched (a new version was put in place, say). */
export function CrashPage() {
  usePageTitle("Something went wrong");
  return (
    <main className="page empty">
      <h1>Something went wrong on this page</h1>
      <p>Loading it again usually helps.</p>
      <button type="button" className="button primary" onClick={() => location.reload()}>
        Load again
      </button>
    </main>
  );
}
