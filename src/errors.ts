/** A mistake of the user: what is wrong and where, and in `hint` what to do. Ends in exit code 2, without a stack. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'UserError';
    this.hint = hint;
  }
}

/** Something that had to be scanned and could not be; the rest of the scan goes on, and the exit code is 2. */
export interface Failure {
  /** What failed: a document's uri as in `Source.uri`, or the path that was asked for. */
  readonly uri: string;
  readonly message: string;
  /** Counted from 1; missing where there is no place, as for a file that does not exist. */
  readonly line?: number;
  readonly column?: number;
  /** The rule that threw, if it was a rule. */
  readonly ruleId?: string;
}
