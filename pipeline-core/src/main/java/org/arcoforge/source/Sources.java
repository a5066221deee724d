package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.egress.Dialer;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.secret.SecretSender;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStores;

/** Makes the opener of source files. */
public final class Sources {
  private Sources() {}

  /**
   * Returns an opener.
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

  /** Returns the opener of files that are fetched whole where there is a cache. */
  static SourceOpener opener(Access access, String cache, Reach reach, Settings settings) {
    return opener(access, cache, false, reach, settings);
  }

  /**
   * Returns an opener of the sources of one recipe.
   *
   * @param access headers, limits, and which query keys may be shown
   * @param cache folder to keep files fetched by HTTP in, as {@code file:///…/cache}; empty for
   *     none
   * @param partly whether little of each file may be wanted, which is then fetched by ranges, and
   *     into the cache only as it becomes much
   * @param reach local files, hosts and secrets that may be had
   * @param settings say how long to wait before trying again
   * @throws IllegalArgumentException if the cache is no local folder
   */
  public static SourceOpener opener(
      Access access, String cache, boolean partly, Reach reach, Settings settings) {
    return opener(
        access,
        cache,
        partly && access.checksums().isNone(), // all of a file is held against its checksum
        reach,
        RetryPolicy.of(settings),
        Dialer.of(reach.egress(), Duration.ofMillis(settings.silenceMillis())));
  }

  /** Returns the bytes of temporary files that hold sources in this process. */
  public static long temporaryBytes() {
    return LocalSource.TEMPORARY.sum();
  }

  static SourceOpener opener(
      Map<String, String> headers, int concurrencyPerHost, String cache, RetryPolicy retry) {
    if (concurrencyPerHost < 1) {
      throw new IllegalArgumentException(
          "expected at least one request at once to a host, found " + concurrencyPerHost);
    }
    Reach own = Reach.own();
    Access access = new Access(headers, "", concurrencyPerHost);
    return opener(access, cache, false, own, retry, Dialer.of(own.egress()));
  }

  static SourceOpener opener(
      Access access, String cache, Reach reach, RetryPolicy retry, Dialer dialer) {
    return opener(access, cache, false, reach, retry, dialer);
  }

  private static SourceOpener opener(
      Access access, String cache, boolean partly, Reach reach, RetryPolicy retry, Dialer dialer) {
    Optional<Path> folder = cache.isEmpty() ? Optional.empty() : ObjectStores.localPath(cache);
    if (!cache.isEmpty() && folder.isEmpty()) {
      throw new IllegalArgumentException(
          "expected a local folder for the cache of source files, as file:///…/cache, found "
              + cache);
    }
    SecretSender secrets = new SecretSender(access.auth(), reach.secrets());
    HttpCalls calls = new HttpCalls(access, dialer, secrets);
    RemoteOpener remote =
        new RemoteOpener(
            dialer, secrets, access.concurrencyPerHost(), retry, reach.knownHosts(), null, folder);
    SourceOpener opener =
        new SchemeOpener(
            new HttpOpener(calls, folder, retry, partly),
            remote,
            new LocalFileOpener(reach.files()),
            new InboxOpener(reach.inbox()));
    if (access.checksums().isNone()) {
      return opener;
    }
    Redaction redaction = Redaction.of(access.publicQuery(), false);
    return new VerifiedOpener(opener, new DeclaredDigests(opener, access.checksums(), redaction));
  }

  /**
   * Returns a name for what is kept of a URL: hexadecimal, the same whatever secrets the URL
   * carries, and for a relative path that of the file it means here.
   */
  public static String key(String url) {
    Optional<Path> path = ObjectStores.localPath(url);
    return digest(path.isPresent() ? path.get().toAbsolutePath().normalize() + "" : url);
  }

  /** Returns SHA-256, in hex, of what tells the URL from others. */
  static String digest(String url) {
    return new Sha256().add(Redaction.identity(url)).hex();
  }

  /** Asks whoever knows the scheme. */
  private static final class SchemeOpener implements SourceOpener {
    private final HttpOpener http;
    private final RemoteOpener remote;
    private final LocalFileOpener files;
    private final InboxOpener inbox;
    private final StoreOpener stores = new StoreOpener();

    SchemeOpener(HttpOpener http, RemoteOpener remote, LocalFileOpener files, InboxOpener inbox) {
      this.inbox = inbox;
      this.http = http;
      this.remote = remote;
      this.files = files;
    }

    @Override
    public void check(String url) throws SourceException {
      if (LocalFileOpener.accepts(url)) {
        files.check(url);
      }
    }

    @Override
    public boolean forget(String url, ByteSource damaged) throws IOException {
      return RemoteOpener.accepts(url)
          ? remote.forget(url, damaged)
          : url.matches("(?i)https?://.*") && http.forget(url, damaged);
    }

    @Override
    public ByteSource open(String url) throws IOException {
      if (LocalFileOpener.accepts(url)) {
        return files.open(url);
      }
      if (StoreOpener.accepts(url)) {
        return stores.open(url);
      }
      if (InboxOpener.accepts(url)) {
        return inbox.open(url);
      }
      if (url.matches("(?i)https?://.*")) {
        return http.open(url);
      }
      if (RemoteOpener.accepts(url)) {
        return remote.open(url);
      }
      throw unknown(url, "opened", "a path, file:, http(s)://, ftp(s)://, sftp://, gs:// or s3://");
    }

    @Override
    public Optional<SourceVersion> version(String url) {
      try {
        if (LocalFileOpener.accepts(url)) {
          return files.version(url);
        }
        if (StoreOpener.accepts(url)) {
          return stores.version(url);
        }
        if (InboxOpener.accepts(url)) {
          return inbox.version(url);
        }
        if (RemoteOpener.accepts(url)) {
          return remote.version(url);
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
        return files.glob(pattern);
      }
      if (StoreOpener.accepts(pattern)) {
        return stores.glob(pattern);
      }
      if (InboxOpener.accepts(pattern)) {
        return inbox.glob(pattern);
      }
      if (RemoteOpener.accepts(pattern)) {
        return remote.glob(pattern);
      }
      throw unknown(
          pattern,
          "listed",
          "a path, file:, ftp(s)://, sftp://, gs:// or s3://; list the files instead");
    }

    private static SourceException unknown(String url, String doing, String expected) {
      return new SourceException(
          Redaction.strict().url(url), "cannot be " + doing + ": expected " + expected, true);
    }

    @Override
    public void close() {
      remote.close();
      stores.close();
      inbox.close();
    }
  }
}
