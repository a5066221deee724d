package org.arcoforge.source;

import java.io.IOException;
import java.util.regex.Pattern;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.arcoforge.pattern.Redaction;

/**
 * Sorts what servers of FTP answer (RFC 959, section 4.2) into permanent and transient failures.
 */
final class FtpReplies {
  private static final int LONGEST = 200;
  private static final Pattern BUSY =
      Pattern.compile("(?is).*(too many|maximum|max\\.|limit|busy|try (again|later)).*");
  private static final Pattern DENIED =
      Pattern.compile("(?is).*(permission|denied|not allowed|forbidden|access).*");

  private FtpReplies() {}

  /** Returns the exception for the last answer, where a file or folder was asked for. */
  static IOException failed(RemoteUrl url, FTPClient client, String advice) {
    int code = client.getReplyCode();
    String said = said(client);
    if (code < 500 || code == FTPReply.SERVICE_NOT_AVAILABLE) {
      return TransientFailure.status(said, code, -1);
    }
    if (code == FTPReply.NOT_LOGGED_IN) {
      return BUSY.matcher(said).matches()
          ? TransientFailure.status(said, code, -1)
          : refused(url, said, advice);
    }
    if (code == FTPReply.FILE_UNAVAILABLE || code == 553) {
      return DENIED.matcher(said).matches()
          ? refused(url, said, advice)
          : new SourceNotFoundException(url.shown(), said);
    }
    return new SourceException(url.shown(), said, true);
  }

  /** Returns the exception for the last answer, where somebody wanted to log in. */
  static IOException login(RemoteUrl url, FTPClient client, String advice) {
    int code = client.getReplyCode();
    String said = said(client);
    return code < 500 || BUSY.matcher(said).matches()
        ? TransientFailure.status(said, code, -1)
        : refused(url, said, advice);
  }

  private static SourceException refused(RemoteUrl url, String said, String advice) {
    return new SourceException(url.shown(), said + "; access is refused: " + advice, true);
  }

  private static String said(FTPClient client) {
    String text = client.getReplyString();
    String last = text == null ? "" : text.strip().replaceAll("(?s).*\\R", "");
    String words = last.replaceAll("[^\\x20-\\x7e]", "?");
    return "FTP "
        + Redaction.withoutSecrets(words.length() > LONGEST ? words.substring(0, LONGEST) : words);
  }
}
