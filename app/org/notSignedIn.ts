import { refusedAccess } from "@/app/_shared/privateResponse";

/** The answer to a request for a file without a session. */
export function notSignedIn(): Response {
  const response = refusedAccess("unauthorized", {
    message: "Nobody is signed in",
    hint: "Sign in with an access token at /org",
  });
  response.headers.delete("www-authenticate");
  return response;
}
