package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStores;

/** Makes the opener of source files. */
public final class Sources {
  private Sources() {}

  /**
   * An opener.
   *
   * @param headers HTTP headers to send with each request to the host of a URL (not to others that
   *     it redirects to)
   * @param concurrencyPerHost requests at once to one host from this process
   * @param cache folder to keep files fetched by HTTP in, as {@code file:///…/cache}; empty for
   *     none
   * @param settings say how long to wait before trying again
   * @throws IllegalArgumentException if the cache is no local folder, or the concurrency below 1
   */
  public static SourceOpener opener(
      Map<String, String> headers, int concurrencyPerHost, String cache, Settings settings) {
    return opener(headers, concurrencyPerHost, cache, RetryPolicy.of(settings));
  }

  static SourceOpener opener(
      Map<String, String> headers, int concurrencyPerHost, String cache, RetryPolicy retry) {
    if (concurrencyPerHost < 1) {
      throw new IllegalArgumentException(
          "expected at least one request at once to a host, found " + concurrencyPerHost);
    }
    Optional<Path> folder = cache.isEmpty() ? Optional.empty() : ObjectStores.localPath(cache);
    if (!cache.isEmpty() && folder.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a local folder for the cache of source files, as file:///…/cache, found "
              + cache);
    }
    return new SchemeOpener(new HttpOpener(headers, concurrencyPerHost, folder, retry));
  }

  /**
   * A name for what is kept of a URL: hexadecimal, the same whatever secrets the URL carries, and
   * for a relative path that of the file it means here.
   */
  public static String key(String url) {
    Optional<Path> path = ObjectStores.localPath(url);
    return SafeUrls.key(path.isPresent() ? path.get().toAbsolutePath().normalize() + "" : url);
  }

  /** Asks whoever knows the scheme. */
  private static final class SchemeOpener implements SourceOpener {
    private final HttpOpener http;
    private final StoreOpener stores = new StoreOpener();

    SchemeOpener(HttpOpener http) {
      this.http = http;
    }

    @Override
    public ByteSource open(String url) throws IOException {
      if (LocalFileOpener.accepts(url)) {
        return LocalFileOpener.open(url);
      }
      if (StoreOpener.accepts(url)) {
        return stores.open(url);
      }
      if (url.matches("(?i)https?://.*")) {
        return http.open(url);
      }
      throw unknown(url, "opened", "a path, file:, http(s):// or gs://");
    }

    @Override
    public Optional<SourceVersion> version(String url) {
      try {
        if (LocalFileOpener.accepts(url)) {
          return LocalFileOpener.version(url);
        }
        if (StoreOpener.accepts(url)) {
          return stores.version(url);
        }
        return url.matches("(?i)https?://.*") ? http.version(url) : Optional.empty();
      } catch (IOException | IllegalArgumentException e) { // opening it will tell what is wrong
        return Optional.empty();
      }
    }

    @Override
    public <T> T fetch(String url, Body<T> body) throws IOException {
      if (url.matches("(?i)https?://.*")) {
        return http.fetch(url, body);
      }
      throw unknown(url, "asked", "http(s)://");
    }

    @Override
    public List<String> glob(String pattern) throws IOException {
      if (LocalFileOpener.accepts(pattern)) {
        return LocalFileOpener.glob(pattern);
      }
      if (StoreOpener.accepts(pattern)) {
        return stores.glob(pattern);
      }
      throw unknown(pattern, "listed", "a path, file: or gs://; list the files instead");
    }

    private static SourceException unknown(String url, String doing, String expected) {
      return new SourceException(
          SafeUrls.of(url), "cannot be " + doing + ": expected " + expected, true);
    }

    @Override
    public void close() {
      stores.close();
    }
  }
}
