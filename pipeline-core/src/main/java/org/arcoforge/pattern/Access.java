package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Access says how sources are reached: request headers, the name of a credential, and limits per
 * host.
 *
 * @param headers HTTP headers to send; never a secret
 * @param auth name of a need that the bakery binds to a secret; empty for none
 * @param concurrencyPerHost requests at once to one host
 * @param publicQuery keys of URL queries whose values may be stored and shown, sorted
 * @param checksums where digests of the files are declared
 */
public record Access(
    Map<String, String> headers,
    String auth,
    int concurrencyPerHost,
    Set<String> publicQuery,
    Checksums checksums)
    implements Serializable {
  /** Copies map and set; checks the number. */
  public Access {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    publicQuery = Collections.unmodifiableSet(new TreeSet<>(publicQuery));
    if (concurrencyPerHost < 1) {
      throw new IllegalArgumentException(
          "concurrency_per_host must be at least 1, is " + concurrencyPerHost);
    }
  }

  /** Makes an access to files of which no digests are declared. */
  public Access(
      Map<String, String> headers, String auth, int concurrencyPerHost, Set<String> publicQuery) {
    this(headers, auth, concurrencyPerHost, publicQuery, Checksums.none());
  }

  /** Makes an access whose URLs have no public query keys. */
  public Access(Map<String, String> headers, String auth, int concurrencyPerHost) {
    this(headers, auth, concurrencyPerHost, Set.of());
  }

  /**
   * Returns the access of one of several processes that read the sources of a bake: its share of
   * the requests at once to one host. The shares are fixed, so that processes need not agree, nor
   * know each other, nor trust each other's clocks: however many of them are at work, what all ask
   * for at once is within the limit. What the limit leaves over is not used, and where it is less
   * than the processes, there must be fewer of these.
   *
   * @param processes at most; no more than the limit
   */
  public Access share(int processes) {
    return new Access(
        headers,
        auth,
        Math.max(1, concurrencyPerHost / Math.max(1, processes)),
        publicQuery,
        checksums);
  }

  /** Returns the same with declared digests. */
  public Access withChecksums(Checksums other) {
    return new Access(headers, auth, concurrencyPerHost, publicQuery, other);
  }

  /** Returns the same without the values of headers that may be secrets. */
  Access redacted() {
    Map<String, String> hidden = new TreeMap<>(headers);
    hidden.replaceAll((name, value) -> mayBeSecret(name, value) ? Redaction.HIDDEN : value);
    Redaction redaction = Redaction.of(publicQuery, true);
    Checksums shown =
        new Checksums(checksums.sidecar(), redaction.url(checksums.manifest()), checksums.files());
    return new Access(hidden, auth, concurrencyPerHost, publicQuery, shown);
  }

  private static boolean mayBeSecret(String header, String value) {
    return !SecretSigns.isHarmlessHeader(header)
        || SecretSigns.isToken(value)
        || SecretSigns.inUrls(value, key -> false, true).isPresent();
  }

  /** Returns the access without headers and credentials, with 8 requests at once. */
  public static Access open() {
    return new Access(Map.of(), "", 8);
  }
}
