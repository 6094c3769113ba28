/** The field of a form that proves which page it came from. */
export const formTokenField = "form-token";
