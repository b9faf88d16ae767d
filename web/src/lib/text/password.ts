// Somebody's password is the same text on every keyboard: one makes é of two signs, another of one (NFC, as NIST SP
// 800-63B-4 asks). The server takes it as it comes.
export const asOne = (password: string) => password.normalize('NFC');
