package org.arcoforge.source;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.pattern.Redaction;

/**
 * A remote URL names a file on a server of FTP or SFTP. Paths are absolute; {@code /~/} begins in
 * the folder in which a login begins.
 *
 * @param user as the URL names it; empty if it does not
 * @param path decoded, as the server knows it
 * @param shown the URL as messages may have it
 */
record RemoteUrl(Scheme scheme, String user, String host, int port, String path, String shown) {
  private static final Pattern URL =
      Pattern.compile(
          "(?i)(ftp|ftps|ftpes|sftp)://(?:([^@/]*)@)?(\\[[0-9a-f:.]+\\]|[^/:@\\[\\]]+)(?::(\\d{1,5}))?(/.*)?");

  /** These are the protocols, by the scheme of their URLs. */
  enum Scheme {
    /** RFC 959, nothing is encrypted. */
    FTP(21),
    /** FTP within TLS from the first byte. */
    FTPS(990),
    /** FTP that asks for TLS, RFC 4217. */
    FTPES(21),
    /** Files over SSH. */
    SFTP(22);

    private final int port;

    Scheme(int port) {
      this.port = port;
    }
  }

  /** Returns whether a URL is of one of these protocols. */
  static boolean accepts(String url) {
    return url.matches("(?is)(ftp|ftps|ftpes|sftp)://.*");
  }

  /**
   * Reads a URL.
   *
   * @throws SourceException if it is none, or holds a password
   */
  static RemoteUrl of(String url) throws SourceException {
    String shown = Redaction.strict().url(url);
    Matcher m = URL.matcher(url);
    if (!m.matches()) {
      throw new SourceException(shown, "expected ftp://host/path or sftp://host/path", true);
    }
    Scheme scheme = Scheme.valueOf(m.group(1).toUpperCase(Locale.ROOT));
    String user = m.group(2) == null ? "" : m.group(2);
    if (user.indexOf(':') >= 0) {
      throw new SourceException(
          shown, "a password must not stand in a URL; write access: {auth: NEED}", true);
    }
    String path = decoded(m.group(5) == null ? "/" : m.group(5));
    if (!path.chars().allMatch(c -> c >= ' ' && c != 0x7f)) {
      throw new SourceException(shown, "expected a path without control characters", true);
    }
    int port = m.group(4) == null ? scheme.port : Integer.parseInt(m.group(4));
    if (port < 1 || port > 65_535) {
      throw new SourceException(shown, "expected a port from 1 to 65535, found " + port, true);
    }
    return new RemoteUrl(scheme, decoded(user), m.group(3), port, home(path), shown);
  }

  private static String home(String path) {
    return path.startsWith("/~/") ? path.substring(3) : path;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) { // a percent sign that stands for itself
      return text;
    }
  }

  /** Returns a name of a file as it stands in a URL. */
  static String encoded(String name) {
    return name.replace("%", "%25").replace("#", "%23").replace("?", "%3F");
  }

  /** Returns the same with another path. */
  RemoteUrl at(String other) {
    return new RemoteUrl(scheme, user, host, port, other, shown);
  }

  /** Returns whether nobody on the way can read what is sent. */
  boolean isEncrypted() {
    return scheme != Scheme.FTP;
  }

  /** Returns who is spoken to: scheme, user, host and port. */
  String server() {
    return scheme + "://" + user + "@" + host.toLowerCase(Locale.ROOT) + ":" + port;
  }
}
