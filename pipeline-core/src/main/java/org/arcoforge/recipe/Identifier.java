package org.arcoforge.recipe;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the ids of feedstocks and recipes against their grammar. They become folders of stores and
 * of the catalog, on disks and in buckets, and parts of URLs: so they are short, of small letters,
 * and none that a catalog, a store or an operating system has another use for.
 */
public final class Identifier {
  /** Characters of the longest id. */
  public static final int LONGEST = 100;

  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]*");
  private static final Set<String> OF_THE_CATALOG =
      Set.of("leases", "runs", "assets", "api", "search", "collections", "conformance");
  private static final Pattern DOCUMENT = Pattern.compile(".*\\.(json|html|zarr)");
  private static final Pattern DEVICE =
      Pattern.compile("(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

  private Identifier() {}

  /** Returns what is wrong with an id, for people; empty if nothing is. */
  public static Optional<String> fault(String id) {
    if (id.length() > LONGEST) {
      return Optional.of(
          String.format(
              Locale.ROOT, "expected at most %d characters, found %d", LONGEST, id.length()));
    } else if (!FORM.matcher(id).matches()) {
      return Optional.of(
          "expected small letters, digits and . _ -, beginning with a letter or digit");
    } else if (id.contains("..") || id.endsWith(".")) {
      return Optional.of("expected no two dots in a row, and none at the end");
    } else if (OF_THE_CATALOG.contains(id)) {
      return Optional.of("'" + id + "' is a name that the catalog uses itself");
    } else if (DOCUMENT.matcher(id).matches()) {
      return Optional.of("'" + id + "' looks like the name of a document of a catalog or store");
    } else if (DEVICE.matcher(id).matches()) {
      return Optional.of("'" + id + "' is the name of a device in Windows");
    }
    return Optional.empty();
  }
}
