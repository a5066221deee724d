package org.arcoforge.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;

/** Converts {@code file:} URLs to paths and back. */
final class LocalPaths {
  private static final Pattern ESCAPE = Pattern.compile("%[0-9A-Fa-f]{2}");
  private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://.*");

  private LocalPaths() {}

  static Optional<Path> of(String url) {
    if (!url.startsWith("file:")) {
      return SCHEME.matcher(url).matches() ? Optional.empty() : Optional.of(Path.of(url));
    }
    String path = url.substring("file:".length());
    if (path.startsWith("//")) {
      path = path.substring(2);
      if (path.startsWith("localhost/")) {
        path = path.substring("localhost".length());
      }
    }
    if (ESCAPE.matcher(path).find() && !Files.exists(Path.of(path))) {
      // URLDecoder would read '+' as a blank, which paths do not mean.
      path = URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return Optional.of(Path.of(path));
  }

  /**
   * Returns the URL of a folder, not escaped: fsspec, which opens the stores, takes what follows
   * {@code file://} as it is.
   */
  static String folderUrl(Path folder) {
    String path = folder.toString().replace('\\', '/');
    return "file://" + (path.startsWith("/") ? "" : "/") + path + (path.endsWith("/") ? "" : "/");
  }
}
