/** The host's log. */
export interface ErrorLog {
  onError?(error: unknown): void;
}

/** Reports errors that no visitor may see to the host's function, or to the console. The reporter never throws. */
export function reporter(host: ErrorLog): (error: unknown) => void {
  return (error) => {
    try {
      if (host.onError) host.onError(error);
      else console.error(error);
    } catch (reportError) {
      // A failing log must not stop the server.
      console.error(reportError);
    }
  };
}
