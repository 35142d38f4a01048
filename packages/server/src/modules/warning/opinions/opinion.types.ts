/** A name of a request, as its first form has it. */
export interface AskedName {
  no: number;
  person: string;
  name: string;
  unit?: string;
  post?: string;
  /** Name on record, where it is another one than asked about: somebody looked at the difference. */
  registered?: string;
}

export type SignResult = 'clear' | 'problem' | 'recused';

/** What one account signs of a name. */
export interface SignRow {
  no: number;
  result: SignResult;
  grounds?: readonly string[];
  note?: string;
}

/** What an account signed last of a name, for its department. */
export interface Signature extends SignRow {
  place: string;
  account: string;
  at: Date;
}

/** What a draft says of a name; `told` is all of its grounds that leaves the house. */
export interface ConclusionRow {
  no: number;
  name: string;
  unit?: string;
  post?: string;
  conclusion: string;
  told?: string;
  grounds?: readonly string[];
  remark?: string;
}

/** What is wrong with one row of a form: its place in the list, the field, a code of the module's texts. */
export interface RowFault {
  row: number;
  field: string;
  code: string;
  params?: Record<string, unknown>;
}
