package org.arcoforge.bake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceReader;
import org.arcoforge.open.OpenDataset;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.transform.FileTransformer;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.ValueException;
import org.arcoforge.view.VariableView;

/**
 * A source file is an open source as a recipe sees it: a view for each position, and values. Safe
 * for many threads.
 */
public final class SourceFile {
  private final OpenDataset dataset;
  private final Map<Long, FileView> views = new ConcurrentHashMap<>();

  SourceFile(OpenDataset dataset) {
    this.dataset = dataset;
  }

  /** Returns the URL without secrets, for messages. */
  public String url() {
    return dataset.url();
  }

  /** Returns the reader of what is stored. */
  public SourceReader reader() {
    return dataset.reader();
  }

  /** Returns what the source was when it was opened. */
  public SourceVersion version() {
    return dataset.version();
  }

  /** Returns whether this is one file, whose version can be told without opening it. */
  public boolean isOneFile() {
    return dataset.isOneFile();
  }

  /** Returns the file as the recipe sees it at a position; made once. */
  public FileView view(Recipe recipe, Position position) throws IOException {
    FileView view = views.get(position.number());
    if (view == null) {
      var description = reader().describe();
      view = unwrapped(() -> FileTransformer.view(recipe, position, description, stored()));
      views.put(position.number(), view);
    }
    return view;
  }

  /** Keeps a view that was made elsewhere. */
  public void keep(Position position, FileView view) {
    views.put(position.number(), view);
  }

  /** Returns all values of a variable of a view of this file. */
  public Block whole(VariableView v) throws IOException {
    return unwrapped(() -> v.read(stored()));
  }

  /** Reads a region of a variable of a view of this file into a part of a block. */
  public void read(VariableView v, Region region, Block target, long[] at) throws IOException {
    unwrapped(
        () -> {
          v.read(region, target, at, stored());
          return target;
        });
  }

  /** Returns the values that are stored, for views; what goes wrong is thrown unchecked. */
  public StoredValues stored() {
    return (variable, region, target, at) -> {
      try {
        reader().read(variable, region, target, at);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }

  /** Does something with the file's values; what goes wrong is the file's failure. */
  public <T> T unwrapped(Supplier<T> work) throws IOException {
    try {
      return work.get();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (ValueException e) {
      throw new SourceException(url(), String.valueOf(e.getMessage()), true, e);
    }
  }

  /**
   * Returns the bytes that were read of this source since this was asked before, in whichever
   * thread: the sum of all answers is what was read, opening included.
   */
  public long takeBytesRead() {
    return dataset.bytesRead().sumThenReset();
  }

  /** Returns what tells the source's contents from others', as far as that is cheap to tell now. */
  public SourceRecord.Fingerprint fingerprintNow() throws IOException {
    return fingerprint(dataset.state().now());
  }

  /** Returns what of a version tells a source's contents from others'. */
  public static SourceRecord.Fingerprint fingerprint(SourceVersion v) {
    return new SourceRecord.Fingerprint(v.size(), v.etag(), v.modified());
  }
}
