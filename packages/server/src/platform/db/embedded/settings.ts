import { statfsSync } from 'node:fs';
import { totalmem } from 'node:os';

const MB = 1024 * 1024;

/** Bytes this process may use: the machine's memory, or less inside a container with a limit. */
export function availableMemory(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}

const clampMb = (bytes: number, low: number, high: number) =>
  `${Math.round(Math.min(Math.max(bytes / MB, low), high))}MB`;

/** Containers often give 64 MB of /dev/shm, where a parallel hash join then fails. */
function sharedMemoryType(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize >= 256 * MB ? 'posix' : 'mmap';
  } catch {
    return 'mmap';
  }
}

const quoted = (value: string) => `'${value.replaceAll("'", "''")}'`;

/**
 * The whole postgresql.conf, written before every start.
 *
 * @param memory bytes that the database and the server share
 * @param fast for tests only: commits survive neither a power cut nor a killed PostgreSQL
 */
export function settings(input: {
  socketFolder: string;
  port: number;
  memory: number;
  fast: boolean;
  /** Whether the operator has settings of their own. */
  local: boolean;
}): string {
  const { memory, fast } = input;
  const values: Record<string, string> = {
    // Nobody but this machine's account reaches the socket's folder; there is no TCP port to find or to clash.
    listen_addresses: quoted(''),
    port: String(input.port),
    unix_socket_directories: quoted(`"${input.socketFolder.replaceAll('"', '""')}"`),
    unix_socket_permissions: '0700',
    max_connections: '60',
    password_encryption: 'scram-sha-256',

    shared_buffers: clampMb(memory / 8, 64, fast ? 256 : 2048),
    effective_cache_size: clampMb(memory / 2, 256, 65536),
    work_mem: clampMb(memory / 512, 4, 32),
    maintenance_work_mem: clampMb(memory / 32, 32, 512),
    dynamic_shared_memory_type: sharedMemoryType(),
    random_page_cost: '1.1',
    jit: 'off',

    wal_level: fast ? 'minimal' : 'replica',
    max_wal_senders: fast ? '0' : '4',
    max_wal_size: fast ? '256MB' : '2GB',
    min_wal_size: '80MB',
    checkpoint_timeout: fast ? '1h' : '10min',
    fsync: fast ? 'off' : 'on',
    synchronous_commit: fast ? 'off' : 'on',
    full_page_writes: fast ? 'off' : 'on',

    timezone: quoted('UTC'),
    log_timezone: quoted('UTC'),
    lc_messages: quoted('C'),
    // Errors go to the client; in the log their statements and values would be personal data.
    log_min_messages: 'log',
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    log_parameter_max_length: '0',
    log_parameter_max_length_on_error: '0',
    log_checkpoints: 'off',
  };
  const lines = Object.entries(values).map(([name, value]) => `${name} = ${value}`);
  return [
    '# Written anew before every start. Put your own settings into ../postgresql.local.conf.',
    ...lines,
    ...(input.local ? ["include = '../postgresql.local.conf'"] : []),
    '',
  ].join('\n');
}
