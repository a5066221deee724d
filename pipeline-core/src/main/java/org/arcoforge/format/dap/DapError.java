package org.arcoforge.format.dap;

import org.arcoforge.format.FormatException;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;

/** Reads the error that a server answers instead of data, ESE-RFC-004 section 6.2. */
final class DapError {
  // HTTP's number, as THREDDS uses it, and libdap's own.
  private static final int NOT_FOUND = 404;
  private static final int NO_SUCH_FILE = 1003;

  private DapError() {}

  /** Returns whether a document is an error. */
  static boolean isOne(String text) {
    return text.stripLeading().matches("(?is)error\\s*\\{.*");
  }

  /** Returns the error as an exception with the server's message. */
  static SourceException read(String url, String text) {
    String message = "";
    String code = "";
    try {
      DapWords words = new DapWords(url, "error", text, "{}=;");
      while (!words.atEnd()) {
        if (words.skip("message")) {
          words.need("=");
          message = words.next().text();
        } else if (words.skip("code")) {
          words.need("=");
          code = words.next().text();
        } else {
          words.next();
        }
      }
    } catch (FormatException e) {
      message = text.strip();
    }
    String said =
        "the OPeNDAP server answers with an error"
            + (code.isEmpty() ? "" : " (code " + code + ")")
            + ": '"
            + message.replaceAll("\\s+", " ").strip()
            + "'";
    boolean absent =
        code.equals(String.valueOf(NOT_FOUND)) || code.equals(String.valueOf(NO_SUCH_FILE));
    return absent ? new SourceNotFoundException(url, said) : new SourceException(url, said, true);
  }
}
