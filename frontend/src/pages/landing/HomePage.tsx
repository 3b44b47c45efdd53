import { hasBeenHere } from "../../session/hint";
import { Navigate } from "../../ui/routing";
import { LandingPage } from "./LandingPage";

/**
 * Where the bare address leads. Whoever was signed in on this device has heard of the place and comes for the shows: they are
 * led on, at once and not after the server has said who they are, so that nothing flashes. What this is stands at
 * `/about` for them, too.
 */
export function HomePage() {
  return hasBeenHere() ? <Navigate to="/livestreams" replace /> : <LandingPage />;
}
