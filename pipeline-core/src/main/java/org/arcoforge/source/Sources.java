package org.arcoforge.source;

import java.util.Map;

/** Makes the opener of source files. */
public final class Sources {
  private Sources() {}

  /**
   * An opener.
   *
   * @param headers HTTP headers to send with each request
   * @param concurrencyPerHost requests at once to one host from this process
   * @param cache URL of a store to keep fetched files in, as {@code file:///…/cache}; empty for
   *     none
   */
  public static SourceOpener opener(
      Map<String, String> headers, int concurrencyPerHost, String cache) {
    throw new IllegalStateException("no opener for " + cache);
  }
}
