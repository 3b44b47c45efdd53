// The peer Node-Media-Server: RTMP in; with TRANS=1 one FFmpeg per stream makes HLS, as the classic set-up does.
const NodeMediaServer = require('node-media-server');

const config = {
  logType: 1,
  rtmp: { port: Number(process.env.PORT), chunk_size: 60000, gop_cache: true, ping: 30, ping_timeout: 60 },
  http: { port: Number(process.env.HTTP_PORT), mediaroot: process.env.FOLDER, allow_origin: '*' },
};
if (process.env.TRANS === '1') {
  config.trans = {
    ffmpeg: process.env.FFMPEG,
    tasks: [{ app: 'live', hls: true, hlsFlags: '[hls_time=2:hls_list_size=3:hls_flags=delete_segments]' }],
  };
}
new NodeMediaServer(config).run();
