/** Something about the files of a project that a check saw beside the contract: it refuses nothing, but somebody should know. */
export interface Notice {
  readonly code: 'generate-forgotten' | 'registry-missing' | 'registry-edited' | 'registry-differs';
  /** Below the project. */
  readonly file: string;
  readonly message: string;
  readonly fix: string;
}
