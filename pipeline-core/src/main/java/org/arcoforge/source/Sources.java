package org.arcoforge.source;

import java.io.IOException;
import java.util.List;
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
    return new SourceOpener() {
      @Override
      public ByteSource open(String url) throws IOException {
        if (LocalFileOpener.accepts(url)) {
          return LocalFileOpener.open(url);
        }
        throw new SourceException(url, "no such scheme", true);
      }

      @Override
      public List<String> glob(String pattern) throws IOException {
        return LocalFileOpener.glob(pattern);
      }

      @Override
      public void close() {}
    };
  }
}
