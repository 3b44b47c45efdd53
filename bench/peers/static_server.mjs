// The peer express.static: the files of one folder, over HTTP.
import express from 'express';

const app = express();
app.use(express.static(process.env.FOLDER));
app.listen(Number(process.env.PORT), '127.0.0.1');
