package org.arcoforge.format;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;

/**
 * Guards a reader of any format: whatever it throws on damaged bytes becomes a {@link
 * FormatException} that names the file and the variable. Wrong arguments are told apart before.
 */
public final class GuardedReader implements SourceReader {
  private final String url;
  private final SourceReader reader;

  private GuardedReader(String url, SourceReader reader) {
    this.url = url;
    this.reader = reader;
  }

  /**
   * Returns the same reader behind the guard.
   *
   * @param url for messages, without secrets
   */
  public static SourceReader of(String url, SourceReader reader) {
    return reader instanceof GuardedReader ? reader : new GuardedReader(url, reader);
  }

  @Override
  public SourceDescription describe() throws IOException {
    return Guard.at(url, "the header", reader::describe);
  }

  @Override
  public void read(String variable, Region region, Block target, long[] at) throws IOException {
    SourceDescription description = describe();
    Optional<SourceVariable> known = description.variable(variable);
    if (known.isPresent()) {
      BoxCheck.check(url, known.get().variable(), region, target, at);
    } else if (!description.unsupported().containsKey(variable)) {
      throw new IllegalArgumentException(url + ": no variable '" + variable + "'");
    }
    Guard.at(
        url,
        "variable '" + variable + "', " + region,
        () -> {
          reader.read(variable, region, target, at);
          return target;
        });
  }

  @Override
  public Optional<byte[]> chunk(String variable, long... index) throws IOException {
    return Guard.at(
        url,
        "variable '" + variable + "', chunk " + Arrays.toString(index),
        () -> reader.chunk(variable, index));
  }

  @Override
  public boolean isOneFile() {
    return reader.isOneFile();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
