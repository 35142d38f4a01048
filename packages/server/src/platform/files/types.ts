const MB = 1024 * 1024;

/** How a type shows in the content: its first bytes, the main part of an Office package, or readable text. */
export type Recognition =
  | { by: 'first-bytes'; of: readonly string[] }
  | { by: 'office-part'; contentType: string }
  | { by: 'text' };

export interface FileTypeRule {
  /** The first is the one that names the type. Lower case, without the dot. */
  extensions: readonly string[];
  mime: string;
  maxBytes: number;
  recognition: Recognition;
  /** Whether text is taken out of it for search. */
  text: boolean;
}

const office = (kind: string) => `application/vnd.openxmlformats-officedocument.${kind}.main+xml`;

/** The one table of what is taken in, and up to which size. First bytes are hex; `.` stands for any digit. */
export const FILE_TYPES = {
  pdf: {
    extensions: ['pdf'],
    mime: 'application/pdf',
    maxBytes: 200 * MB,
    recognition: { by: 'first-bytes', of: ['255044462d'] },
    text: true,
  },
  docx: {
    extensions: ['docx'],
    mime: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    maxBytes: 50 * MB,
    recognition: { by: 'office-part', contentType: office('wordprocessingml.document') },
    text: true,
  },
  xlsx: {
    extensions: ['xlsx'],
    mime: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    maxBytes: 50 * MB,
    recognition: { by: 'office-part', contentType: office('spreadsheetml.sheet') },
    text: true,
  },
  csv: {
    extensions: ['csv'],
    mime: 'text/csv',
    maxBytes: 50 * MB,
    recognition: { by: 'text' },
    text: true,
  },
  txt: {
    extensions: ['txt'],
    mime: 'text/plain',
    maxBytes: 20 * MB,
    recognition: { by: 'text' },
    text: true,
  },
  // The appointment form as organisation departments exchange it: XML with kin in clear, so never searched.
  lrmx: {
    extensions: ['lrmx'],
    mime: 'application/xml',
    maxBytes: 20 * MB,
    recognition: { by: 'text' },
    text: false,
  },
  jpg: {
    extensions: ['jpg', 'jpeg'],
    mime: 'image/jpeg',
    maxBytes: 50 * MB,
    recognition: { by: 'first-bytes', of: ['ffd8ff'] },
    text: false,
  },
  png: {
    extensions: ['png'],
    mime: 'image/png',
    maxBytes: 50 * MB,
    recognition: { by: 'first-bytes', of: ['89504e470d0a1a0a'] },
    text: false,
  },
  tiff: {
    extensions: ['tiff', 'tif'],
    mime: 'image/tiff',
    maxBytes: 200 * MB,
    recognition: { by: 'first-bytes', of: ['49492a00', '4d4d002a', '49492b00', '4d4d002b'] },
    text: false,
  },
  mp3: {
    extensions: ['mp3'],
    mime: 'audio/mpeg',
    maxBytes: 200 * MB,
    recognition: { by: 'first-bytes', of: ['494433', 'fffb', 'fffa', 'fff3', 'fff2'] },
    text: false,
  },
  wav: {
    extensions: ['wav'],
    mime: 'audio/wav',
    maxBytes: 200 * MB,
    recognition: { by: 'first-bytes', of: ['52494646........57415645'] },
    text: false,
  },
  m4a: {
    extensions: ['m4a'],
    mime: 'audio/mp4',
    maxBytes: 200 * MB,
    recognition: { by: 'first-bytes', of: ['........667479704d344120'] },
    text: false,
  },
} as const satisfies Record<string, FileTypeRule>;

export type FileType = keyof typeof FILE_TYPES;

/** The largest file of any type: what an upload is held to before its type is known. */
export const MAX_FILE_BYTES = Math.max(...Object.values(FILE_TYPES).map(({ maxBytes }) => maxBytes));

/** What an Office package may unpack to in all, and how much more than its packed size a part may be. */
export const MAX_UNPACKED_BYTES = 512 * MB;
export const MAX_RATIO = 250;
/** Below this an odd ratio does no harm. */
export const RATIO_FREE_BYTES = 16 * MB;
export const MAX_PARTS = 4096;

const BY_EXTENSION = new Map<string, FileType>(
  (Object.keys(FILE_TYPES) as FileType[]).flatMap((type) =>
    FILE_TYPES[type].extensions.map((extension) => [extension, type] as const),
  ),
);

export const typeOfExtension = (extension: string): FileType | undefined => BY_EXTENSION.get(extension);

/** All extensions that are taken, for messages and for the file picker: `.pdf, .docx, …`. */
export const acceptedExtensions = (): string =>
  [...BY_EXTENSION.keys()].map((extension) => `.${extension}`).join(', ');
