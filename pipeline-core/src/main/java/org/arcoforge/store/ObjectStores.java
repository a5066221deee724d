package org.arcoforge.store;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Opens stores by URL. */
public final class ObjectStores {
  private static final Map<String, Bucket> BUCKETS = new ConcurrentHashMap<>();

  private ObjectStores() {}

  /**
   * A bucket says how one is reached, where this process's environment does not say it rightly.
   *
   * @param options as {@link #open(String, Map)} takes them
   * @param keys gives {@code ACCESS:SECRET} of S3 when the bucket is opened; null for those of the
   *     environment
   */
  public record Bucket(Map<String, String> options, @Nullable Keys keys) {
    /** Copies the map. */
    public Bucket {
      options = Map.copyOf(options);
    }
  }

  /** Keys are looked up when they are needed, and kept by who asks. */
  public interface Keys {
    /** Returns both keys with a colon between. */
    String get() throws IOException;
  }

  /**
   * A watch is told of each request to a bucket, those too that a client repeats by itself. Safe
   * for many threads.
   */
  public interface Watch {
    /** Nobody looks. */
    Watch NONE = new Watch() {};

    /** A request is about to be sent to such an address, whose host and port count. */
    default void request(URI address) {}

    /**
     * The next one repeats one that failed.
     *
     * @param status that the service answered with; 0 if it did not
     * @param failure as its client tells it
     */
    default void again(URI address, int status, Throwable failure) {}
  }

  /**
   * Lets this process reach a bucket as that says, from now on.
   *
   * @param url of the bucket, as {@code s3://name}
   */
  public static void reach(String url, Bucket how) {
    BUCKETS.put(url, how);
  }

  private static Map<String, String> options(String bucket, Map<String, String> given)
      throws IOException {
    Bucket how = BUCKETS.get(bucket);
    if (how == null) {
      return given;
    }
    Map<String, String> all = new HashMap<>(how.options());
    Keys keys = how.keys();
    if (keys != null) {
      all.put("s3.keys", keys.get());
    }
    all.putAll(given);
    return all;
  }

  /**
   * Returns the store at a URL: {@code gs://bucket/prefix}, {@code s3://bucket/prefix}, {@code
   * file:///dir}, a plain path, or {@code memory://name} (one per name and JVM). A local folder is
   * made when the first object is.
   *
   * @throws IOException if the scheme is unknown or the store cannot be reached
   */
  public static ObjectStore open(String url) throws IOException {
    return open(url, Map.of());
  }

  /** Does what {@link #open(String)} does, and tells of the requests. */
  public static ObjectStore open(String url, Watch watch) throws IOException {
    return open(url, Map.of(), watch);
  }

  /**
   * Does what {@link #open(String)} does, with options of the implementation. {@code gs.endpoint}:
   * the address of a server that speaks the Cloud Storage JSON API and wants no credentials
   * (default: system property or environment variable {@code STORAGE_EMULATOR_HOST}, else the real
   * one); {@code file.fsync}: {@code true} to wait for the disk after each create. Of S3: {@code
   * s3.endpoint} (default: {@code AWS_ENDPOINT_URL_S3} or {@code AWS_ENDPOINT_URL}, else AWS),
   * {@code s3.path_style} (default: of endpoints that are given), {@code s3.anonymous} to sign
   * nothing, {@code s3.attempts} for each request, {@code s3.unconditional_writes} where a service
   * heeds no conditions and nobody else writes, {@code s3.payer} where who asks pays. {@code
   * gs.payer} names the project that pays.
   */
  public static ObjectStore open(String url, Map<String, String> options) throws IOException {
    return open(url, options, Watch.NONE);
  }

  private static ObjectStore open(String url, Map<String, String> options, Watch watch)
      throws IOException {
    Optional<Path> path = localPath(url);
    if (path.isPresent()) {
      return new LocalObjectStore(
          path.get(), Boolean.parseBoolean(options.getOrDefault("file.fsync", "false")));
    }
    int at = url.indexOf("://");
    String scheme = url.substring(0, at);
    String rest = url.substring(at + 3);
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    String prefix = slash < 0 ? "" : rest.substring(slash + 1);
    if (!prefix.isEmpty() && !prefix.endsWith("/")) {
      prefix = prefix + "/";
    }
    if (name.isEmpty()) {
      throw new IOException(
          "no store at '" + url + "': expected a name after '" + scheme + "://', found none");
    }
    Map<String, String> all = options(scheme + "://" + name, options);
    ObjectStore whole =
        switch (scheme) {
          case "memory" -> MemoryObjectStore.named(name);
          case "gs" ->
              new RemoteStore(new GcsObjectStore(GcsConnections.open(url, all, watch), name));
          case "s3" ->
              new RemoteStore(new S3ObjectStore(S3Connections.open(url, all, watch), name));
          default ->
              throw new IOException(
                  "no store at '"
                      + url
                      + "': expected gs://bucket/prefix, s3://bucket/prefix, file:///folder, a path or"
                      + " memory://name, found the scheme '"
                      + scheme
                      + "'");
        };
    return prefix.isEmpty() ? whole : new PrefixStore(whole, ObjectKeys.checkFolder(prefix), true);
  }

  /**
   * Returns at which address the service of a URL is, as {@code https://host}, where that is not to
   * be seen from the URL: of {@code s3:}, when another service than Amazon's was set. Empty
   * otherwise.
   */
  public static String address(String url) {
    if (!url.startsWith("s3://")) {
      return "";
    }
    Bucket how = BUCKETS.get(url.replaceFirst("(?<=://)([^/]*).*", "$1"));
    return S3Connections.endpoint(how == null ? Map.of() : how.options());
  }

  /**
   * Returns the path that a {@code file:} URL or a plain path names; empty for other URLs. {@code
   * %20} and the like in a {@code file:} URL stand for the byte unless there is a file of the
   * undecoded name.
   */
  public static Optional<Path> localPath(String url) {
    return LocalFiles.path(url);
  }
}
