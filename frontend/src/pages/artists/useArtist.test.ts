import { expect, test } from "vitest";
import { applyList, EMPTY_BOARD } from "../../channel/board";
import { sampleLivestream } from "../../channel/sample";
import { keepArtist } from "./useArtist";

test("of all that is told, an artist's page shows that artist's", () => {
  const by = (artist: string, id: string) =>
    sampleLivestream({ id, artist: { id: artist, display_name: artist, picture: null } });
  const board = applyList(EMPTY_BOARD, [by("ada", "one"), by("grace", "two"), by("ada", "three")]);
  expect([...keepArtist(board, "ada").livestreams.keys()]).toEqual(["one", "three"]);
});
