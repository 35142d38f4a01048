/** What a person must look at: the words of the paper that could not be taken over, or only by a guess. */
export interface PaperNote {
  /** Field of the paper. */
  field: string;
  /** `unread`: nothing was filled in for these words. `guessed`: something was; compare it. */
  code: 'unread' | 'guessed';
  /** Row of a table, from 1. */
  row?: number;
  words: string;
  /** Names kin or third persons. */
  kin: boolean;
}

/** Takes note of words. */
export type Take = (code: PaperNote['code'], words: string) => void;
