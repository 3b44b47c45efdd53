/**
 * Hear what happens on a platform, as it happens, and take part in it.
 *
 *     const platform = new Platform("https://live.example.org", { token });
 *     const { channel, room } = platform.enter(livestreamId);
 *     room.subscribe(({ messages }) => messages.map(({ text }) => console.log(text)));
 *     channel.start();
 *     await platform.say(livestreamId, "Hello!");
 *
 * The code is the pages' own: what a fan's page knows of the protocol, this knows.
 */

export * from "../../../frontend/src/api/generatedEvents";
export type * as rest from "../../../frontend/src/api/generatedRest";
export { Problem } from "../../../frontend/src/api/problem";
export type { Board } from "../../../frontend/src/channel/board";
export { Channel, type ChannelOptions, type Extra } from "../../../frontend/src/channel/channel";
export type { Link } from "../../../frontend/src/channel/link";
export type { ChatMessage, RoomShape } from "../../../frontend/src/chat/messages";
export { Room, type RoomNews, type RoomState } from "../../../frontend/src/chat/store";
export { Platform, type PlatformOptions, type SayOptions } from "./platform";
