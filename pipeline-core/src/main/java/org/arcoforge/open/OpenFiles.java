package org.arcoforge.open;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.scan.HeaderValues;
import org.arcoforge.bake.scan.SourceHeader;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.format.dap.DapReader;
import org.arcoforge.format.packed.UnpackedFiles;
import org.arcoforge.format.zarr.ZarrReader;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.CountedOpener;
import org.arcoforge.source.CountedSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;
import org.arcoforge.view.FileView;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.ValueException;
import org.arcoforge.view.VariableView;

/**
 * Open source files of this process, shared by all its threads: opened once, kept while they are
 * used, a bounded number afterwards.
 */
public final class OpenFiles {
  private static final int KEPT_OPEN = 256;
  private static final long KEPT_UNPACKED = 16L << 30; // bytes of temporary files
  private static final Map<String, OpenFiles> BY_RUN = new ConcurrentHashMap<>();

  private final SourceOpener opener;
  private final DatasetOpener datasets;
  private final LinkedHashMap<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

  /** One open file; {@code users} and {@code reader} are guarded by the entry. */
  private static final class Entry {
    int users;
    @org.jspecify.annotations.Nullable OpenFile file;
  }

  /** A file that is open, or a data set that is no single file. */
  public record OpenFile(OpenDataset dataset, Map<Long, FileView> views, AtomicLong opening) {
    public String url() {
      return dataset.url();
    }

    public SourceReader reader() {
      return dataset.reader();
    }

    /** The file as the recipe sees it at a position; made once. */
    public FileView view(Recipe recipe, Position position) throws IOException {
      FileView view = views.get(position.number());
      if (view == null) {
        SourceDescription description = reader().describe();
        view = unwrapped(() -> FileView.of(recipe, position, description, stored()));
        views.put(position.number(), view);
      }
      return view;
    }

    /** What the file holds, and the values that a scan of it looks at. */
    public HeaderValues.Read header() throws IOException {
      return new HeaderValues.Read(reader().describe(), stored());
    }

    /** Whether this is one file, whose version can be told without opening it. */
    public boolean isOne() {
      return !(reader() instanceof ZarrReader) && !(reader() instanceof DapReader);
    }

    /** What was learned of the file, to be kept. */
    public SourceHeader header(HeaderValues.Read values) {
      return new SourceHeader(
          dataset.version(), url(), values.description(), values.boxes(), values.digests());
    }

    /** All values of a variable of a view of this file. */
    public Block whole(VariableView v) throws IOException {
      return unwrapped(() -> v.read(stored()));
    }

    /** Reads a box of a variable of a view of this file into a part of a block. */
    public void read(VariableView v, Region region, Block target, long[] at) throws IOException {
      unwrapped(
          () -> {
            v.read(region, target, at, stored());
            return target;
          });
    }

    private StoredValues stored() {
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

    /** Counts the bytes that opening took (all, if it is compressed) where its values are read. */
    public void countOpening() {
      CountedSource.count(opening.getAndSet(0));
    }

    /** What it was when it was opened. */
    SourceRecord.Fingerprint fingerprint() {
      return fingerprint(dataset.version());
    }

    /** What it is now, as far as that is cheap to tell. */
    public SourceRecord.Fingerprint fingerprintNow() throws IOException {
      return fingerprint(dataset.state().now());
    }

    public static SourceRecord.Fingerprint fingerprint(SourceVersion v) {
      return new SourceRecord.Fingerprint(v.size(), v.etag(), v.modified());
    }
  }

  /** Work on an open file. */
  public interface Use<T> {
    T with(OpenFile file) throws IOException;
  }

  private OpenFiles(SourceOpener opener) {
    this.opener = new CountedOpener(opener);
    this.datasets = new DatasetOpener(this.opener);
  }

  /** The readers of one bake in this process. */
  public static OpenFiles of(BakeConfig config) {
    FilePattern pattern = config.recipe().pattern();
    return BY_RUN.computeIfAbsent(
        config.run() + " " + config.recipe().id(),
        k ->
            new OpenFiles(
                Sources.opener(
                    pattern.access().headers(),
                    pattern.access().concurrencyPerHost(),
                    config.cache())));
  }

  /** Closes the files of a bake that is over in this process. */
  public static void close(BakeConfig config) throws IOException {
    OpenFiles readers = BY_RUN.remove(config.run() + " " + config.recipe().id());
    if (readers != null) {
      for (Entry entry : readers.open.values()) {
        if (entry.file != null) {
          entry.file.reader().close();
        }
      }
      readers.opener.close();
    }
  }

  public SourceOpener opener() {
    return opener;
  }

  private static ReadOptions options(FilePattern pattern) {
    return new ReadOptions(
        FileFormat.valueOf(pattern.format().toUpperCase(Locale.ROOT)),
        pattern.group(),
        pattern.filterByKeys());
  }

  /** The version that a file has now, without opening it; empty where it cannot be told. */
  public Optional<SourceVersion> version(FilePattern pattern, String url) {
    return datasets.version(url, options(pattern));
  }

  /** Uses the file at a position. */
  public <T> T use(FilePattern pattern, Position position, Use<T> use) throws IOException {
    String url = pattern.url(position);
    ReadOptions options = options(pattern);
    String key = url + " " + options;
    Entry entry = take(key);
    try {
      OpenFile file;
      synchronized (entry) {
        if (entry.file == null) {
          entry.file = open(url, options);
        }
        file = entry.file;
      }
      return use.with(file);
    } finally {
      giveBack(key, entry);
    }
  }

  private OpenFile open(String url, ReadOptions options) throws IOException {
    LongAdder bytes = new LongAdder(); // the scan opens most files, and counts nothing
    OpenDataset dataset = CountedSource.counting(bytes, () -> datasets.open(url, options));
    return new OpenFile(dataset, new ConcurrentHashMap<>(), new AtomicLong(bytes.sum()));
  }

  private Entry take(String key) {
    synchronized (open) {
      Entry entry = open.computeIfAbsent(key, k -> new Entry());
      entry.users++;
      return entry;
    }
  }

  private void giveBack(String key, Entry entry) throws IOException {
    OpenFile close = null;
    synchronized (open) {
      entry.users--;
      if (entry.users == 0 && entry.file == null) {
        open.remove(key, entry);
      }
      if (open.size() > KEPT_OPEN || UnpackedFiles.bytes() > KEPT_UNPACKED) {
        for (Map.Entry<String, Entry> e : open.entrySet()) { // the least recently used first
          if (e.getValue().users == 0) {
            close = e.getValue().file;
            open.remove(e.getKey());
            break;
          }
        }
      }
    }
    if (close != null) {
      close.reader().close();
    }
  }
}
