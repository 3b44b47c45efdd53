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
  // Installed, there is a page for whoever is offline. In a browser's tab the worker comes with the first bell.
  if (matchMedia("(display-mode: standalone)").matches) {
    void import("./bell/device").then(({ registerWorker }) => registerWorker());
  }
}
