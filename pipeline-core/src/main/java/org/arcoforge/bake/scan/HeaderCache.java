package org.arcoforge.bake.scan;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.time.Duration;
import java.util.Locale;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.source.Sha256;
import org.arcoforge.store.ObjectStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps headers that were scanned before, in the bakery's cache. What is kept of a file counts as
 * long as the file has the same version, and was read by the same software in the same way. The
 * headers of some hundred positions are one object, a {@link HeaderPage}.
 */
public final class HeaderCache {
  private static final String FOLDER = "headers/";
  private static final int FORMAT = 1;
  private static final long STARTED = System.currentTimeMillis();

  private final @Nullable ObjectStore store;

  private final long oldest;

  private HeaderCache(@Nullable ObjectStore store, Duration expire) {
    this.store = store;
    this.oldest = expire.isZero() ? Long.MIN_VALUE : System.currentTimeMillis() - expire.toMillis();
  }

  /** Keeps nothing. */
  static HeaderCache none() {
    return new HeaderCache(null, Duration.ZERO);
  }

  /** Returns the one of a bakery; keeps nothing if it has none, or one that cannot be opened. */
  static HeaderCache of(WorkerSession session) {
    BakeConfig config = session.config();
    if (config.headers().isEmpty()) {
      return none();
    }
    FilePattern p = config.recipe().pattern();
    String how =
        String.join(
            "\n",
            String.valueOf(FORMAT),
            software(config.software()),
            p.format().toLowerCase(Locale.ROOT),
            p.group(),
            p.filterByKeys().toString());
    try {
      return new HeaderCache(
          session.stores().at(config.headers()).within(FOLDER + new Sha256().add(how).name() + "/"),
          config.cache().expire());
    } catch (IOException e) { // a cache that is not there only costs time
      return none();
    }
  }

  /** Returns positions of one page: a power of two, so that pages stay while an archive grows. */
  public static long pageLength(long positions) {
    return Math.max(64, Long.highestOneBit(Math.max(1, positions / 512)));
  }

  /** Returns the page of the positions from {@code first} on; null if nothing is kept. */
  @Nullable HeaderPage page(String firstUrl, long length) {
    return store == null
        ? null
        : new HeaderPage(store, new Sha256().add(firstUrl + "\n" + length).name(), oldest);
  }

  /** Versions under development do not tell one state of the code from another. */
  private static String software(String version) {
    if (!version.endsWith("-SNAPSHOT") && !version.endsWith("development")) {
      return version;
    }
    CodeSource source = HeaderCache.class.getProtectionDomain().getCodeSource();
    try {
      Path code = Path.of(source.getLocation().toURI());
      if (Files.isRegularFile(code)) {
        return version + " " + Files.size(code) + " " + Files.getLastModifiedTime(code).toMillis();
      }
    } catch (IOException | URISyntaxException | RuntimeException e) {
      return version + " " + STARTED; // it is unknown
    }
    return version + " " + STARTED; // a folder of classes
  }
}
