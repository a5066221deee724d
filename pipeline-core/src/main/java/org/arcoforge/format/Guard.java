package org.arcoforge.format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.CancellationException;
import org.arcoforge.array.HeapLimit;
import org.arcoforge.source.SourceException;

/**
 * A guard is the boundary between a file's bytes and the rest of the program. Damaged bytes make
 * decoders, ours and those of libraries, throw whatever they throw; here it becomes a {@link
 * FormatException} with the file and the place in it. Guards may be nested: the innermost, which
 * knows the place best, gives the message.
 */
public final class Guard {
  private Guard() {}

  /** This is work on a file's bytes. */
  public interface Work<T> {
    T run() throws IOException;
  }

  /**
   * Does the work.
   *
   * @param url of the file, without secrets
   * @param place in it, to begin the message: {@code variable 'sst', chunk [0, 3]}
   * @throws FormatException if the work throws anything but an error of a source
   */
  public static <T> T at(String url, String place, Work<T> work) throws IOException {
    try {
      return work.run();
    } catch (SourceException | CancellationException e) { // of a source; of this process
      throw e;
    } catch (HeapLimit.Exceeded e) {
      throw FormatException.unsupported(url, place + ": " + e.getMessage());
    } catch (UncheckedIOException e) {
      throw e.getCause() instanceof SourceException known ? known : damaged(url, place, e);
    } catch (IOException | RuntimeException | StackOverflowError | LinkageError e) {
      throw damaged(url, place, e);
    }
  }

  private static FormatException damaged(String url, String place, Throwable e) {
    String reason = reason(e);
    return FormatException.corrupt(
        url,
        place
            + " cannot be read: "
            + reason
            + (reason.contains("damaged") ? "" : "; the file is damaged")
            + ": fetch it again",
        e);
  }

  /** What was thrown in words: the names of classes say nothing to the owner of a file. */
  private static String reason(Throwable e) {
    String message = e.getMessage();
    if (e instanceof StackOverflowError) {
      return "its parts are nested too deep";
    }
    if (e instanceof NullPointerException
        || e instanceof ClassCastException
        || e instanceof LinkageError
        || message == null
        || message.isBlank()) {
      return "its parts do not fit together";
    }
    return e instanceof NegativeArraySizeException ? "a length of " + message : message;
  }
}
