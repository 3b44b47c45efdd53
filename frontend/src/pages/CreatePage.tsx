import { useCallback } from "preact/compat";
import { createLivestream } from "../api/calls";
import type { LivestreamDraft } from "../api/types";
import { useNavigate } from "../ui/routing";
import { usePageTitle } from "../ui/usePageTitle";
import { useSubmit } from "../ui/useSubmit";
import { DraftForm } from "./DraftForm";
import { useTerm } from "./replays/useTerm";

export function CreatePage() {
  usePageTitle("Create livestream");
  const navigate = useNavigate();
  const term = useTerm();
  const { submit, pending, problem } = useSubmit(
    useCallback(
      async (draft: LivestreamDraft) => {
        const { id } = await createLivestream(draft);
        navigate(`/artist/livestreams/${id}`);
      },
      [navigate],
    ),
  );
  return (
    <div className="page narrow">
      <h1>Create livestream</h1>
      <DraftForm
        term={term}
        record={term?.record}
        problem={problem}
        pending={pending}
        action="Create"
        onSubmit={submit}
        aside={<a href="/artist/livestreams">Back</a>}
      />
    </div>
  );
}
