import type { Text } from '@plumbline/contract/route';
import { OperatorError } from '../errors/operator-error.ts';

/** Why the key folder can't be used, and what the operator does about it. `{name}` is filled from params. */
export const keyMessages = {
  'keys.master-missing': {
    zh: '密钥文件夹 {folder} 中有已加密的数据密钥，但缺少主密钥 master.key。请从备份恢复该文件；系统不会自行生成新的主密钥，否则已有数据将无法解读。',
    en: 'The key folder {folder} holds wrapped keys, but master.key is missing. Restore it from your backup. No new one is made, because the existing data could not be read with it.',
  },
  'keys.master-wrong': {
    zh: '密钥文件夹 {folder} 中的 {file} 不是由现有主密钥加密的。请恢复与其配套的 master.key（同一份备份中的文件须一并恢复）。',
    en: '{file} in the key folder {folder} was not wrapped by the present master key. Restore the master.key that belongs to it (files of one backup go together).',
  },
  'keys.damaged': {
    zh: '密钥文件夹 {folder} 中的 {file} 已损坏或被改动。请从备份恢复该文件。',
    en: '{file} in the key folder {folder} is damaged or was changed. Restore it from your backup.',
  },
  'keys.jurisdiction-missing': {
    zh: '密钥文件夹 {folder} 中没有辖区 {jurisdiction} 的数据密钥。请从备份恢复 {file}。',
    en: 'The key folder {folder} has no data key of jurisdiction {jurisdiction}. Restore {file} from your backup.',
  },
  'keys.inside-data': {
    zh: '密钥文件夹 {folder} 不能放在数据文件夹内，否则一份数据备份就会同时带走密钥。请把 PLUMBLINE_KEYS 设到别处。',
    en: 'The key folder {folder} must not lie inside the data folder, or one backup would carry both. Set PLUMBLINE_KEYS to another place.',
  },
  'keys.readable-by-others': {
    zh: '{folder} 对其他用户可读，且无法收紧权限。请执行 chmod 700（文件夹）和 chmod 600（文件）。',
    en: '{folder} can be read by other users and its permissions could not be narrowed. Run chmod 700 on the folder and chmod 600 on its files.',
  },
  'keys.undecryptable': {
    zh: '加密内容无法解读：内容已损坏，或不属于这把密钥。',
    en: 'The encrypted value can not be read: it is damaged or belongs to another key.',
  },
} as const satisfies Record<string, Text>;

export type KeyCode = keyof typeof keyMessages;

/** Trouble with keys. Never carries key material or plaintext. */
export class KeyError extends OperatorError {
  readonly code: KeyCode;
  readonly params: Readonly<Record<string, string | number>>;

  constructor(code: KeyCode, params: Record<string, string | number> = {}, options: ErrorOptions = {}) {
    const { zh, en } = keyMessages[code];
    super({ zh: fill(zh, params), en: fill(en, params) }, options);
    this.code = code;
    this.params = params;
  }
}

function fill(text: string, params: Readonly<Record<string, string | number>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? ''));
}
