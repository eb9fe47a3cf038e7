/** Where the queue says what an operator should know: codes and counts, nothing personal. */
export interface JobLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
}
