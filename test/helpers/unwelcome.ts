/** The address in a visitor's answers for which the tests' token endpoint and relay refuse them. */
export const UNWELCOME = 'unwelcome@example.com';
