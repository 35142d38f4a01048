// Every relative link in a Markdown file must lead to something that exists.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..');
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
  cwd: root,
  encoding: 'utf8',
});
const LINK = /\[[^\]]*\]\(([^)\s]+)\)/g;

let broken = 0;
for (const file of files.split('\n').filter((name) => name && existsSync(path.join(root, name)))) {
  for (const [, target] of readFileSync(path.join(root, file), 'utf8').matchAll(LINK)) {
    if (!target || /^(https?:|mailto:|#)/.test(target)) continue;
    const place = path.resolve(root, path.dirname(file), decodeURI(target.split('#')[0]!));
    if (existsSync(place)) continue;
    process.stdout.write(`${file}: ${target} leads nowhere\n`);
    broken++;
  }
}
if (broken) process.exitCode = 1;
