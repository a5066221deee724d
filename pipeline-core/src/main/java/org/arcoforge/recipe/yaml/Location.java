package org.arcoforge.recipe.yaml;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.arcoforge.pattern.Spelling;
import org.arcoforge.pattern.UrlTemplate;
import org.arcoforge.yaml.Yaml;

/**
 * Resolves where files are as a feedstock writes it: a URL, an absolute path, or one relative to
 * itself.
 */
final class Location {
  private static final List<String> SCHEMES =
      List.of(
          "https", "http", "ftp", "ftps", "ftpes", "sftp", "gs", "s3", "file", "inbox", "dap",
          "dods");

  /** What somebody likely meant who wrote another one. */
  private static final List<String> LIKELY =
      SCHEMES.stream().filter(s -> !s.matches("ftpe?s")).toList();

  private static final Pattern URL =
      Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

  private Location() {}

  /** Tells what is wrong with a URL, template or glob before anything is put into it. */
  static void check(Yaml yaml) {
    Matcher url = URL.matcher(yaml.raw());
    if (!url.matches()) {
      return;
    }
    String scheme = url.group(1);
    if (!SCHEMES.contains(scheme)) {
      yaml.problem("no files can be read from '" + scheme + "://'", Spelling.hint(scheme, LIKELY));
    } else if (scheme.equals("file") && !url.group(2).startsWith("/")) {
      yaml.problem(
          "'" + yaml.raw() + "': expected file:///absolute/path or a path without file://", "");
    } else if (url.group(2).isEmpty() || (!scheme.equals("file") && url.group(2).startsWith("/"))) {
      yaml.problem("'" + yaml.raw() + "': expected a host after " + scheme + "://", "");
    }
  }

  /**
   * Returns the same, absolute: a relative path is taken from the folder of the feedstock, so that
   * it does not matter where the program runs.
   *
   * @param feedstock path or URL of the feedstock
   * @param isTemplate whether braces of the folder must be doubled
   */
  static String resolve(String feedstock, String location, boolean isTemplate) {
    if (URL.matcher(location).matches() || location.startsWith("/")) {
      return location;
    }
    String folder = folder(feedstock).orElse("");
    if (!folder.isEmpty() && !folder.endsWith("/")) {
      folder += "/";
    }
    String rest = location;
    while (rest.startsWith("./") || rest.startsWith("../")) {
      folder = rest.startsWith("../") ? parent(folder) : folder;
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return (isTemplate ? UrlTemplate.escape(folder) : folder) + rest;
  }

  /** The folder above a folder that ends in a slash; the same where there is none. */
  private static String parent(String folder) {
    int slash = folder.lastIndexOf('/', folder.length() - 2);
    return slash < 0 || folder.startsWith("//", slash - 1)
        ? folder
        : folder.substring(0, slash + 1);
  }

  private static Optional<String> folder(String feedstock) {
    if (URL.matcher(feedstock).matches()) {
      return Optional.of(feedstock.substring(0, feedstock.lastIndexOf('/') + 1));
    }
    try {
      Path parent = Path.of(feedstock).toAbsolutePath().normalize().getParent();
      return Optional.ofNullable(parent).map(Path::toString);
    } catch (InvalidPathException e) {
      return Optional.empty(); // the name of something that is no file
    }
  }
}
