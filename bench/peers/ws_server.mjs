// The peer `ws`: one broadcast per POST /emit, as its documentation shows it, with the payload made once.
import { createServer } from 'node:http';
import { WebSocketServer } from 'ws';

const server = createServer((request, response) => {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (request.url === '/gc') globalThis.gc();
    if (request.url === '/emit') {
      const payload = Buffer.concat(parts);
      for (const client of sockets.clients) {
        if (client.readyState === 1) client.send(payload, { binary: false });
      }
    }
    response.end();
  });
});
const sockets = new WebSocketServer({ server, perMessageDeflate: false, maxPayload: 4096 });
sockets.on('connection', (socket) => socket.on('error', () => socket.terminate()));
server.listen({ port: Number(process.env.PORT), host: '127.0.0.1', backlog: 4096 });
