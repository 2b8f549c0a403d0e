import { closeSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const BEAT = 5_000;
const DEAD_AFTER = 60_000;

function take(file) {
  try {
    const handle = openSync(file, 'wx');
    writeSync(handle, String(process.pid));
    closeSync(handle);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/** What the lock of a dead holder contains; null while its holder lives (or has just let go). */
function leftBehind(file) {
  try {
    const owner = readFileSync(file, 'utf8');
    const silent = Date.now() - statSync(file).mtimeMs;
    // A lock is written a moment after it is made; without a holder's number only its age speaks.
    const isDead = silent > DEAD_AFTER || (owner !== '' && !isAlive(Number(owner)));
    return isDead ? owner : null;
  } catch (error) {
    if (error.code === 'ENOENT') return null;
    throw error;
  }
}

/** Takes a dead holder's lock away. If another process was quicker and the lock is alive again, it is put back. */
function clear(file, dead) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, file);
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Runs `work` while no other process on this machine holds the same lock; waits as long as the holder lives. */
export async function holding(file, waiting, work) {
  mkdirSync(path.dirname(file), { recursive: true });
  for (let told = false; !take(file); ) {
    const dead = leftBehind(file);
    if (dead !== null) {
      clear(file, dead);
      continue;
    }
    if (!told) console.log(waiting);
    told = true;
    await sleep(250);
  }
  const beat = setInterval(() => utimesSync(file, new Date(), new Date()), BEAT);
  const release = () => rmSync(file, { force: true });
  process.once('exit', release);
  try {
    return await work();
  } finally {
    clearInterval(beat);
    process.off('exit', release);
    release();
  }
}
