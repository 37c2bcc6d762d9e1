// Compresses what gains by it and lists every file with its digest: the servlet serves what the list names, nothing else.
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const out = process.env.OUT_DIR ?? 'dist';
const lines = fs
  .readdirSync(out, { recursive: true })
  .map((name) => String(name).split(path.sep).join('/'))
  .filter((name) => fs.statSync(path.join(out, name)).isFile())
  .filter((name) => !name.endsWith('.gz') && name !== 'files.txt')
  .sort()
  .map((name) => {
    const bytes = fs.readFileSync(path.join(out, name));
    const gzip = gzipSync(bytes, { level: 9 });
    const gains = gzip.length < bytes.length * 0.9;
    if (gains) fs.writeFileSync(path.join(out, `${name}.gz`), gzip);
    return `${createHash('sha256').update(bytes).digest('hex')} ${gains ? 'gzip' : 'plain'} /${name}\n`;
  });
fs.writeFileSync(path.join(out, 'files.txt'), lines.join(''));
