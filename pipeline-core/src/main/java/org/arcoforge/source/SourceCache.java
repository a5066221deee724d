package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.arcoforge.store.ObjectStores;
import org.jspecify.annotations.Nullable;

/** A source cache keeps what was fetched of files far away, for the next process that wants it. */
interface SourceCache {
  /**
   * Opens a file, of which as much comes from the cache as is there and still right: its server is
   * asked for its version once.
   *
   * @param partly whether little of it may be wanted, which is then read by ranges and not kept
   */
  ByteSource open(String url, boolean partly) throws IOException;

  /**
   * Lets go of a file that turned out damaged, in whichever way.
   *
   * @return whether opening it anew may give another content
   */
  boolean forget(String url, ByteSource damaged) throws IOException;

  /** An origin has the files, by whatever protocol. */
  interface Origin {
    /** Returns a URL as messages and records may have it. */
    String shown(String url);

    /** Returns what fetches a file. */
    Download download(String url) throws SourceException;

    /** Returns the version that a file has now, by one look; empty where that cannot be told. */
    Optional<SourceVersion> look(String url) throws IOException;

    /**
     * Opens a file to be read by ranges; empty if its server sends whole files only.
     *
     * @param known its version, so that nothing need be asked for; null if it is not known
     */
    Optional<ByteSource> ranged(String url, @Nullable SourceVersion known) throws IOException;

    /** Fetches a file into a temporary one, which is deleted when it is closed. */
    ByteSource whole(String url) throws IOException;

    /** Opens a file without any cache. */
    default ByteSource direct(String url) throws IOException {
      Optional<ByteSource> ranged = ranged(url, null);
      return ranged.isPresent() ? ranged.get() : whole(url);
    }
  }

  /** A download fetches one file, once. */
  interface Download {
    /**
     * Fetches into a new file.
     *
     * @param have the version that is there already, or null
     * @return the version fetched; empty if the one that is there is still right
     */
    Optional<SourceVersion> to(Path file, @Nullable SourceVersion have) throws IOException;

    /** Returns the digest of what was fetched, in hex; to be asked for once, at the end. */
    String sha256();
  }

  /** Returns the cache of an origin's files; empty if there is none. */
  static Optional<SourceCache> of(CacheBudget budget, Origin origin) {
    String url = budget.cache().url();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    Optional<Path> folder = ObjectStores.localPath(url);
    return Optional.of(
        folder.isPresent()
            ? new HttpCache(folder.get(), origin, budget)
            : new BucketCache(origin, budget));
  }
}
