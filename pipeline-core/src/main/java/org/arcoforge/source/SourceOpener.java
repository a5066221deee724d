package org.arcoforge.source;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;

/** Opens source files by URL; safe for many threads. */
public interface SourceOpener extends AutoCloseable {
  /**
   * Opens the file at a URL ({@code file}, {@code http}, {@code https}, {@code ftp}, {@code sftp},
   * {@code gs}, {@code s3}; a plain path is a local file).
   *
   * @throws SourceNotFoundException if there is none (HTTP 404 or 410, no such file or object)
   * @throws SourceException if it cannot be had for another reason, after the retries
   */
  ByteSource open(String url) throws IOException;

  /**
   * Returns the version that the file at a URL has now, without opening it: one look at the folder,
   * or one request without a body. It equals that of {@link #open} as long as the content is the
   * same.
   *
   * @return empty where it cannot be told so, also where there is no such file: {@link #open} says
   *     why
   */
  default Optional<SourceVersion> version(String url) {
    return Optional.empty();
  }

  /**
   * Lets go of what is kept of a file because its content turned out damaged.
   *
   * @param damaged as {@link #open} gave it
   * @return whether opening it again asks its origin; once for each file and process, so that what
   *     is damaged there is not fetched for ever
   */
  default boolean forget(String url, ByteSource damaged) throws IOException {
    return false;
  }

  /**
   * Makes sure that a URL may be opened, for who reads it by other means.
   *
   * @throws SourceException if it names a local file that may not be read
   */
  default void check(String url) throws SourceException {}

  /**
   * Returns the URLs that a glob matches, sorted by name; for local files, buckets, FTP and SFTP.
   *
   * @throws SourceException if the scheme cannot be listed or the folder cannot be read
   */
  List<String> glob(String pattern) throws IOException;

  /** Reads an answer to its end. */
  interface Body<T> {
    /**
     * Reads; called again, with a new answer, where an attempt failed in a way that may pass.
     *
     * @throws SourceException if another attempt cannot help
     * @throws IOException if it may, as where the body ends too early
     */
    T read(InputStream body) throws IOException;
  }

  /**
   * Asks a server ({@code http}, {@code https}) for what it makes for this request: within the
   * host's limit, with retries, never from a cache and not by ranges.
   *
   * @throws SourceNotFoundException if there is none (HTTP 404 or 410)
   * @throws SourceException if it cannot be had, after the retries; with what the server said
   */
  <T> T fetch(String url, Body<T> body) throws IOException;

  /**
   * Returns the store at the URL of a bucket or a folder, for who reads a source that is many
   * objects and closes it.
   *
   * @throws IOException if it cannot be opened
   */
  default ObjectStore store(String url) throws IOException {
    return ObjectStores.open(url);
  }

  /** Returns whether files are held against checksums that the recipe declares. */
  default boolean holdsChecksums() {
    return false;
  }

  /** Returns what people are to be told of the cache, as {@code warning: …}, each once. */
  default List<String> notices() {
    return List.of();
  }

  /** Returns how often servers were asked since this was called before. */
  default FetchCounts takeCounts() {
    return FetchCounts.none();
  }

  @Override
  void close();

  /**
   * Fetch counts say how often servers were asked, and why they were asked again. Immutable; in
   * JSON the map of the hosts.
   *
   * @param hosts by name, with the port where the URL has one; of {@code ftp} and {@code sftp}
   *     always; of buckets that of the service's address
   */
  record FetchCounts(@JsonValue Map<String, OfHost> hosts) implements Serializable {
    private static final FetchCounts NONE = new FetchCounts(Map.of());

    /** Copies the map. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public FetchCounts {
      hosts = Collections.unmodifiableMap(new TreeMap<>(hosts));
    }

    /**
     * Counts of one host.
     *
     * @param requests that were made, repeated ones too; of {@code ftp} and {@code sftp} what a
     *     session was used for, as to read a range
     * @param retries how many of these repeat one that failed, by what it failed with: a status as
     *     {@code 503}, {@code reset}, {@code stall}, {@code truncated}, {@code unreachable}, {@code
     *     answer} (something else than was asked for), {@code other}
     */
    public record OfHost(long requests, Map<String, Long> retries) implements Serializable {
      /** Copies the map. */
      public OfHost {
        retries = Collections.unmodifiableMap(new TreeMap<>(retries));
      }

      OfHost plus(OfHost other) {
        return new OfHost(requests + other.requests, sum(retries, other.retries));
      }
    }

    /** Returns that nobody was asked. */
    public static FetchCounts none() {
      return NONE;
    }

    /** Returns whether nobody was asked. */
    @JsonIgnore
    public boolean isNone() {
      return hosts.isEmpty();
    }

    /** Returns the sum of both. */
    public FetchCounts plus(FetchCounts other) {
      if (hosts.isEmpty() || other.hosts.isEmpty()) {
        return hosts.isEmpty() ? other : this;
      }
      Map<String, OfHost> all = new TreeMap<>(hosts);
      other.hosts.forEach((host, counts) -> all.merge(host, counts, OfHost::plus));
      return new FetchCounts(all);
    }

    /** Returns the requests to all hosts. */
    public long requests() {
      return hosts.values().stream().mapToLong(OfHost::requests).sum();
    }

    /** Returns the repeated requests to all hosts, by what the ones before failed with. */
    public Map<String, Long> retries() {
      return hosts.values().stream().map(OfHost::retries).reduce(Map.of(), FetchCounts::sum);
    }

    private static Map<String, Long> sum(Map<String, Long> a, Map<String, Long> b) {
      Map<String, Long> all = new TreeMap<>(a);
      b.forEach((kind, n) -> all.merge(kind, n, Long::sum));
      return all;
    }
  }
}
