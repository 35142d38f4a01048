import { join } from 'node:path';

/** The one major version whose data folders this build can open. */
export const MAJOR = 18;

/** Superuser that owns the embedded cluster, and the database it opens. */
export const OWNER = 'plumbline_owner';
export const DATABASE = 'plumbline';

/** Everything that stands in one data folder. */
export type Layout = {
  root: string;
  /** PostgreSQL's own folder; it exists only once initdb has finished, because it arrives by rename. */
  cluster: string;
  password: string;
  socket: string;
  socketRecord: string;
  log: string;
  /** The operator's own settings; they override ours. */
  localSettings: string;
  startLock: string;
  usersLock: string;
  serverLock: string;
};

export function layoutOf(root: string): Layout {
  return {
    root,
    cluster: join(root, 'cluster'),
    password: join(root, 'owner-password'),
    socket: join(root, 'socket'),
    socketRecord: join(root, 'socket-folder.json'),
    log: join(root, 'postgres.log'),
    localSettings: join(root, 'postgresql.local.conf'),
    startLock: join(root, 'start.lock'),
    usersLock: join(root, 'users.lock'),
    serverLock: join(root, 'server.lock'),
  };
}
