// Installs the packages of a folder's lock file into its node_modules, whole or not at all: into a folder beside it, which is then renamed.
// Nothing of a package is run, and each is checked against the lock file's integrity. Several builds may ask at once: one of them installs.
//
//   node fetch.mjs FOLDER [PACKAGE]
//
// With PACKAGE that one alone, whichever machine it is for: each of several is installed apart, and only when it is asked for.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const staleAfter = 15 * 60 * 1000;
const folder = resolve(process.argv[2]);
const one = process.argv[3];
const manifest = readFileSync(join(folder, 'package.json'), 'utf8');
const locked = readFileSync(join(folder, 'package-lock.json'), 'utf8');
const entry = one && JSON.parse(locked).packages[`node_modules/${one}`];
const wanted = entry ? JSON.stringify(entry) : manifest + locked;
const modules = join(folder, 'node_modules', one ?? '');
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
  // npm leaves out what is for other machines than the one that it is told to install for.
  const machine = ['os', 'cpu', 'libc'].filter((key) => entry?.[key]).map((key) => `--${key}=${entry[key][0]}`);
  const npm = spawnSync('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', ...machine], { cwd: fresh, stdio: 'inherit', shell: process.platform === 'win32' });
  if (npm.error) throw npm.error;
  if (npm.status !== 0) throw new Error(`npm ci ended with ${npm.status}`);
  const installed = join(fresh, 'node_modules', one ?? '');
  const { unused = [] } = JSON.parse(manifest);
  // What is optional, npm leaves out without a word where it can't be had.
  if (!existsSync(installed)) throw new Error(`npm installed no ${one}`);
  for (const path of unused) rmSync(join(installed, path), { recursive: true, force: true });
  writeFileSync(join(installed, '.fetched'), wanted);
  rmSync(modules, { recursive: true, force: true });
  mkdirSync(dirname(modules), { recursive: true });
  renameSync(installed, modules);
  rmSync(fresh, { recursive: true, force: true });
}

// What is there needs no lock, which a build that was ended may have left.
if (isFetched()) {
  writeFileSync(stamp, wanted);
  process.exit();
}
enter();
try {
  if (one && !entry) throw new Error(`the lock file has no ${one}`);
  if (!isFetched()) install();
  // The build compares times: what is there already is as new as what asked for it.
  else writeFileSync(stamp, wanted);
} catch (error) {
  // One of another version than the lock file's, or with other bytes, is none.
  if (one && !isFetched()) rmSync(modules, { recursive: true, force: true });
  console.error(`fetch: ${error.message}`);
  process.exitCode = 1;
} finally {
  rmSync(lock, { recursive: true, force: true });
}
