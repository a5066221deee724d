package org.arcoforge.open;

import java.io.IOException;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.SourceOpener;

/** Opens data sets as a bake does, for the fuzzer. */
public final class Opening {
  private Opening() {}

  /** The reader of what is at a URL. */
  public static SourceReader reader(SourceOpener opener, String url, ReadOptions options)
      throws IOException {
    return new DatasetOpener(opener).open(url, options).reader();
  }
}
