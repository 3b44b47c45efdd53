// The peer Socket.IO, WebSocket transport only: one `io.emit` per POST /emit.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.url === '/gc') globalThis.gc();
    if (request.url === '/emit') io.emit('event', JSON.parse(Buffer.concat(parts).toString()));
    response.end();
  });
});
const io = new Server(server, { transports: ['websocket'], serveClient: false });
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 });
