declare module "virtual:messages/*" {
  const messages: import("./messages").Messages;
  export default messages;
}
