package org.arcoforge.source;

import java.io.Serializable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.arcoforge.egress.Dialer;
import org.arcoforge.pattern.Access;
import org.arcoforge.pattern.Redaction;
import org.arcoforge.secret.SecretSender;
import org.arcoforge.settings.Settings;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.store.OpenStores;

/** Makes the opener of source files. */
public final class Sources {
  private Sources() {}

  /**
   * Returns an opener.
   *
   * @param headers HTTP headers to send with each request to the host of a URL (not to others that
   *     it redirects to)
   * @param concurrencyPerHost requests at once to one host from this process
   * @param cache folder or bucket to keep what is fetched in; empty for none
   * @param settings say how long to wait before trying again
   * @throws IllegalArgumentException if the concurrency is below 1
   */
  public static SourceOpener opener(
      Map<String, String> headers, int concurrencyPerHost, String cache, Settings settings) {
    return opener(headers, concurrencyPerHost, cache, RetryPolicy.of(settings));
  }

  /** Returns the opener of files that are fetched whole where there is a cache. */
  static SourceOpener opener(Access access, String cache, Reach reach, Settings settings) {
    return opener(access, Cache.at(cache), false, reach, settings);
  }

  /**
   * A cache is where fetched files are kept, and how much of them for how long.
   *
   * @param url of a folder or a bucket, ending in a slash; empty for none
   * @param mostBytes beyond which nothing is added; {@link Long#MAX_VALUE} for any
   * @param expire after which what is kept is ignored; zero for never
   */
  public record Cache(String url, long mostBytes, Duration expire) implements Serializable {
    /** Returns one without limits. */
    public static Cache at(String url) {
      return new Cache(url, Long.MAX_VALUE, Duration.ZERO);
    }
  }

  /**
   * Returns an opener of the sources of one recipe.
   *
   * @param access headers, limits, and which query keys may be shown
   * @param cache of what is fetched from servers
   * @param partly whether little of each file may be wanted, which is then fetched by ranges, and
   *     into the cache only as it becomes much
   * @param reach local files, hosts and secrets that may be had
   * @param settings say how long to wait before trying again
   */
  public static SourceOpener opener(
      Access access, Cache cache, boolean partly, Reach reach, Settings settings) {
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
    return opener(access, Cache.at(cache), false, own, retry, Dialer.of(own.egress()));
  }

  static SourceOpener opener(
      Access access, String cache, Reach reach, RetryPolicy retry, Dialer dialer) {
    return opener(access, Cache.at(cache), false, reach, retry, dialer);
  }

  private static SourceOpener opener(
      Access access, Cache cache, boolean partly, Reach reach, RetryPolicy retry, Dialer dialer) {
    CacheBudget budget = new CacheBudget(cache, new OpenStores());
    return opener(access, budget, partly, reach, retry, dialer);
  }

  static SourceOpener opener(
      Access access,
      CacheBudget budget,
      boolean partly,
      Reach reach,
      RetryPolicy retry,
      Dialer dialer) {
    SecretSender secrets = new SecretSender(access.auth(), reach.secrets());
    FetchTally tally = new FetchTally();
    HttpCalls calls = new HttpCalls(access, dialer, secrets, tally);
    RemoteOpener remote =
        new RemoteOpener(
            dialer,
            secrets,
            access.concurrencyPerHost(),
            retry,
            reach.knownHosts(),
            null,
            budget,
            tally);
    SourceOpener opener =
        new SchemeOpener(
            budget,
            tally,
            new HttpOpener(calls, budget, retry, partly),
            new LocalFileOpener(reach.files()),
            new StoreOpener(tally),
            new InboxOpener(reach.inbox(), tally),
            remote);
    if (access.checksums().isNone()) {
      return opener;
    }
    Redaction redaction = Redaction.of(access.publicQuery(), false);
    return new VerifiedOpener(opener, new DeclaredDigests(opener, access.checksums(), redaction));
  }

  /** Folder of what a cache in a bucket keeps of files. */
  static final String KEPT_BLOCKS = "sources/";

  /**
   * Returns whether an object of a cache is what is kept of files or of their headers.
   *
   * @param key relative to the cache
   */
  public static boolean isKept(String key) {
    return key.matches("(sources|headers)/.+|[0-9a-f]{2}/[0-9a-f]{64}/.+");
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
}
