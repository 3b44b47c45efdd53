import { render } from "preact/compat";
import { Pages } from "./routes";
import { SessionProvider } from "./session/session";
import { Routing } from "./ui/routing";

export function openPages(): void {
  const root = document.getElementById("root");
  if (root === null) throw new Error("index.html has no #root");
  render(
    <SessionProvider>
      <Routing>
        <Pages />
      </Routing>
    </SessionProvider>,
    root,
  );
}
