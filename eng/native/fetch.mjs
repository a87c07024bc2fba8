// Installs the packages of a folder's lock file into its node_modules, whole or not at all: into a folder beside it, which is then renamed.
// Nothing of a package is run, and each is checked against the lock file's integrity. Several builds may ask at once: one of them installs.
//
//   node fetch.mjs FOLDER
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const staleAfter = 15 * 60 * 1000;
const folder = resolve(process.argv[2]);
const wanted = readFileSync(join(folder, 'package.json')) + readFileSync(join(folder, 'package-lock.json'), 'utf8');
const modules = join(folder, 'node_modules');
const stamp = join(modules, '.fetched');
const work = join(folder, 'obj');
const lock = join(work, 'fetching');

const isFetched = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;

function enter() {
  mkdirSync(work, { recursive: true });
  for (;;) {
    try {
      mkdirSync(lock);
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
      const made = statSync(lock, { throwIfNoEntry: false })?.mtimeMs;
      if (made !== undefined && Date.now() - made > staleAfter) rmSync(lock, { recursive: true, force: true });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

function install() {
  const fresh = join(work, 'fresh');
  rmSync(fresh, { recursive: true, force: true });
  mkdirSync(fresh);
  for (const file of ['package.json', 'package-lock.json', '.npmrc']) copyFileSync(join(folder, file), join(fresh, file));
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: fresh, stdio: 'inherit', shell: process.platform === 'win32' });
  if (npm.error) throw npm.error;
  if (npm.status !== 0) throw new Error(`npm ci ended with ${npm.status}`);
  const installed = join(fresh, 'node_modules');
  const { unused = [], expected = [] } = JSON.parse(readFileSync(join(folder, 'package.json')));
  // What is optional, npm leaves out without a word where it can't be had.
  for (const path of expected) if (!existsSync(join(installed, path))) throw new Error(`npm installed no ${path}`);
  for (const path of unused) rmSync(join(installed, path), { recursive: true, force: true });
  writeFileSync(join(installed, '.fetched'), wanted);
  rmSync(modules, { recursive: true, force: true });
  renameSync(installed, modules);
  rmSync(fresh, { recursive: true, force: true });
}

enter();
try {
  if (!isFetched()) install();
  // The build compares times: what is there already is as new as what asked for it.
  else writeFileSync(stamp, wanted);
} catch (error) {
  console.error(`fetch: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
