package org.arcoforge.runners;

import java.nio.file.Path;

/** Reads where a store or a catalog is, as people write it. */
final class StoreUrls {
  private StoreUrls() {}

  /** Returns the URL of what is given as a URL or as a folder. */
  static String of(String place) {
    return place.contains(":/")
        ? place
        : Path.of(place).toAbsolutePath().normalize().toUri().toString();
  }
}
