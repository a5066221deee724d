package org.arcoforge.open;

import java.io.IOException;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.format.GuardedReader;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.SourceVersion;

/**
 * An open dataset was opened by its URL: one file, or what many requests make one.
 *
 * @param url without secrets, for messages
 * @param reader of it, behind the guard that names the file in whatever goes wrong
 * @param version what it was when it was opened: for a data set of many objects, a digest of what
 *     is known of them
 * @param state what it is now
 * @param bytesRead bytes that were read of it so far, in whichever thread
 * @param kept what is kept of it
 */
public record OpenDataset(
    String url,
    SourceReader reader,
    SourceVersion version,
    State state,
    LongAdder bytesRead,
    Kept kept) {
  /** Puts the reader behind the guard. */
  public OpenDataset {
    reader = GuardedReader.of(url, reader);
  }

  /** Makes a data set of which nothing is kept. */
  public OpenDataset(
      String url, SourceReader reader, SourceVersion version, State state, LongAdder bytesRead) {
    this(url, reader, version, state, bytesRead, () -> false);
  }

  /** This is what is kept of a data set that was fetched. */
  public interface Kept {
    /** Lets go of it as it turned out damaged; whether opening it again asks the origin. */
    boolean forget() throws IOException;
  }

  /** Returns whether this is one file, whose version can be told without opening it. */
  public boolean isOneFile() {
    return reader.isOneFile();
  }

  /** Looks again, as far as that is cheap. */
  public interface State {
    /**
     * Returns the version now; the one that was opened where looking would cost a request.
     *
     * @throws org.arcoforge.source.SourceException if it is no longer there
     */
    SourceVersion now() throws IOException;
  }
}
