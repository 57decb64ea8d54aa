/** Texts that are generated, tracked, and never edited. */
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Fails the script when the tracked file is not the text that the tree makes, and shows the first line that differs. */
export async function requireSame(file: URL, current: string, generator: string): Promise<void> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept === current) return;
  const [keptLines, currentLines] = [kept.split('\n'), current.split('\n')];
  const line = currentLines.findIndex((text, index) => text !== keptLines[index]);
  const name = relative(process.cwd(), fileURLToPath(file));
  console.error(`${name} is not what the tree makes, from line ${line + 1}: "${currentLines[line]?.slice(0, 200) ?? ''}". Run npm run ${generator} and look at the difference.`);
  process.exitCode = 1;
}
