package org.arcoforge.open;

import java.io.Closeable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.packed.UnpackedFiles;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;
import org.jspecify.annotations.Nullable;

/**
 * Shares open data sets between threads: each is opened once, kept while it is used, and a bounded
 * number of them afterwards.
 *
 * @param <F> what the user makes of a data set, once, and keeps with it
 */
public final class OpenFiles<F> implements Closeable {
  /** Whole years of daily files, and less than the 1024 that a process may always have open. */
  private static final int KEPT_OPEN = 600;

  private static final long KEPT_UNPACKED = 16L << 30; // bytes of temporary files

  private final SourceOpener opener;
  private final int keptOpen;
  private final DatasetOpener datasets;
  private final Function<OpenDataset, F> wrap;
  private final LinkedHashMap<Key, Entry<F>> open = new LinkedHashMap<>(16, 0.75f, true);

  /** A key says what is open, and how: mostly the URL tells. */
  private record Key(String url, ReadOptions options) {
    @Override
    public int hashCode() {
      return url.hashCode();
    }
  }

  /** This is one open data set; {@code users} is guarded by the map, the others by the entry. */
  private static final class Entry<F> {
    int users;
    @Nullable OpenDataset dataset;
    @Nullable F file;
  }

  /** A use is work on an open data set. */
  public interface Use<F, T> {
    /** Does it; the data set stays open meanwhile. */
    T with(F file) throws IOException;
  }

  /** Opens data sets by that opener, which is closed with this. */
  public OpenFiles(SourceOpener opener, Function<OpenDataset, F> wrap) {
    this(opener, wrap, KEPT_OPEN);
  }

  /** Keeps so many open that are not in use. */
  OpenFiles(SourceOpener opener, Function<OpenDataset, F> wrap, int keptOpen) {
    this.keptOpen = keptOpen;
    this.opener = opener;
    this.datasets = new DatasetOpener(opener);
    this.wrap = wrap;
  }

  /** Returns the version that a file has now, without opening it; empty where it cannot be told. */
  public Optional<SourceVersion> version(String url, ReadOptions options) {
    return datasets.version(url, options);
  }

  /** Returns what people are to be told of the cache that files are opened through. */
  public List<String> notices() {
    return opener.notices();
  }

  /** Returns how often servers were asked since this was called before. */
  public FetchCounts takeCounts() {
    return opener.takeCounts();
  }

  /** Returns the URLs that a pattern with wildcards names, sorted. */
  public List<String> glob(String pattern) throws IOException {
    return opener.glob(pattern);
  }

  /**
   * Uses the data set at a URL, which is opened if it is not open. One that turns out damaged, and
   * was kept from an earlier transfer, is fetched anew and used once more.
   */
  public <T> T use(String url, ReadOptions options, Use<F, T> use) throws IOException {
    return use(new Key(url, options), use, false);
  }

  /**
   * Uses the data set in passing: where no more can be kept open it is the one that is closed, and
   * not those before it. Who looks at many once, and then uses them in the same order, finds the
   * first of them open.
   */
  public <T> T look(String url, ReadOptions options, Use<F, T> use) throws IOException {
    return use(new Key(url, options), use, true);
  }

  private <T> T use(Key key, Use<F, T> use, boolean inPassing) throws IOException {
    Entry<F> entry = take(key);
    try {
      return use(key, use, entry);
    } catch (SourceException e) {
      OpenDataset dataset = entry.dataset;
      if (dataset == null || !DatasetOpener.isDamage(e) || !dataset.kept().forget()) {
        throw e;
      }
      synchronized (open) {
        open.remove(key, entry); // who opens it from now on gets the new one
      }
    } finally {
      giveBack(key, entry, inPassing);
    }
    Entry<F> anew = take(key);
    try {
      return use(key, use, anew);
    } catch (SourceException e) {
      if (anew.dataset != null && DatasetOpener.isDamage(e)) {
        anew.dataset.kept().forget(); // it must not stay for the next bake
      }
      throw e;
    } finally {
      giveBack(key, anew, inPassing);
    }
  }

  private <T> T use(Key key, Use<F, T> use, Entry<F> entry) throws IOException {
    F file;
    synchronized (entry) {
      if (entry.file == null) {
        OpenDataset dataset = datasets.open(key.url(), key.options());
        entry.dataset = dataset;
        entry.file = wrap.apply(dataset);
      }
      file = entry.file;
    }
    return use.with(file);
  }

  private Entry<F> take(Key key) {
    synchronized (open) {
      Entry<F> entry = open.computeIfAbsent(key, k -> new Entry<>());
      entry.users++;
      return entry;
    }
  }

  private void giveBack(Key key, Entry<F> entry, boolean inPassing) throws IOException {
    OpenDataset close = null;
    synchronized (open) {
      entry.users--;
      if (entry.users == 0 && entry.dataset == null) {
        open.remove(key, entry);
      } else if (entry.users == 0 && open.get(key) != entry) {
        close = entry.dataset; // it was damaged
      }
      if (close != null) {
        entry.dataset = null;
      } else if (open.size() > keptOpen
          || UnpackedFiles.bytes() + Sources.temporaryBytes() > KEPT_UNPACKED) {
        close = inPassing && entry.users == 0 ? remove(key, entry) : leastUsed();
      }
    }
    if (close != null) {
      close.reader().close();
    }
  }

  private @Nullable OpenDataset remove(Key key, Entry<F> entry) {
    open.remove(key);
    return entry.dataset;
  }

  /** Takes out the one that was used least recently; null if all are in use. */
  private @Nullable OpenDataset leastUsed() {
    for (Map.Entry<Key, Entry<F>> e : open.entrySet()) {
      if (e.getValue().users == 0) {
        return remove(e.getKey(), e.getValue());
      }
    }
    return null;
  }

  @Override
  public void close() throws IOException {
    synchronized (open) {
      for (Entry<F> entry : open.values()) {
        if (entry.dataset != null) {
          entry.dataset.reader().close();
        }
      }
      open.clear();
    }
    opener.close();
  }
}
