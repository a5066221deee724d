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
 */
public record Access(
    Map<String, String> headers, String auth, int concurrencyPerHost, Set<String> publicQuery)
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

  /** Makes an access whose URLs have no public query keys. */
  public Access(Map<String, String> headers, String auth, int concurrencyPerHost) {
    this(headers, auth, concurrencyPerHost, Set.of());
  }

  /** Returns the same without the values of headers. */
  Access redacted() {
    Map<String, String> hidden = new TreeMap<>(headers);
    hidden.replaceAll((name, value) -> Redaction.HIDDEN);
    return new Access(hidden, auth, concurrencyPerHost, publicQuery);
  }

  /** Returns the access without headers and credentials, with 8 requests at once. */
  public static Access open() {
    return new Access(Map.of(), "", 8);
  }
}
