package org.arcoforge.pattern;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How sources may be reached.
 *
 * @param headers HTTP headers to send; never a secret
 * @param auth name of a need that the bakery binds to a secret; empty for none
 * @param concurrencyPerHost requests at once to one host
 */
public record Access(Map<String, String> headers, String auth, int concurrencyPerHost)
    implements Serializable {
  /** Copies the map; checks the number. */
  public Access {
    headers = Collections.unmodifiableMap(new TreeMap<>(headers));
    if (concurrencyPerHost < 1) {
      throw new IllegalArgumentException(
          "concurrency_per_host must be at least 1, is " + concurrencyPerHost);
    }
  }

  /** No headers, no need, 8 requests at once. */
  public static Access open() {
    return new Access(Map.of(), "", 8);
  }
}
