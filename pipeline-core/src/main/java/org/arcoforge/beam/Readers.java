package org.arcoforge.beam;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.Formats;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.format.SourceReader;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.FileView;
import org.arcoforge.plan.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;

/**
 * Open source files of this process, shared by all its threads: opened once, kept while they are
 * used, a bounded number afterwards.
 */
final class Readers {
  private static final int KEPT_OPEN = 256;
  private static final Map<String, Readers> BY_RUN = new ConcurrentHashMap<>();

  private final SourceOpener opener;
  private final LinkedHashMap<String, Entry> open = new LinkedHashMap<>(16, 0.75f, true);

  /** One open file; {@code users} and {@code reader} are guarded by the entry. */
  private static final class Entry {
    int users;
    @org.jspecify.annotations.Nullable OpenFile file;
  }

  /** A file that is open. */
  record OpenFile(CountedSource source, SourceReader reader, Map<Long, FileView> views) {
    /** The file as the recipe sees it at a position; made once. */
    FileView view(Recipe recipe, Position position) throws IOException {
      FileView view = views.get(position.number());
      if (view == null) {
        view = FileView.of(recipe, position, reader.describe());
        views.put(position.number(), view);
      }
      return view;
    }

    SourceRecord.Fingerprint fingerprint() {
      SourceVersion v = source.version();
      return new SourceRecord.Fingerprint(v.size(), v.etag(), v.modified());
    }
  }

  /** Work on an open file. */
  interface Use<T> {
    T with(OpenFile file) throws IOException;
  }

  private Readers(SourceOpener opener) {
    this.opener = opener;
  }

  /** The readers of one bake in this process. */
  static Readers of(BakeConfig config) {
    FilePattern pattern = config.recipe().pattern();
    return BY_RUN.computeIfAbsent(
        config.run() + " " + config.recipe().id(),
        k ->
            new Readers(
                Sources.opener(
                    pattern.access().headers(),
                    pattern.access().concurrencyPerHost(),
                    config.cache())));
  }

  /** Closes the files of a bake that is over in this process. */
  static void close(BakeConfig config) throws IOException {
    Readers readers = BY_RUN.remove(config.run() + " " + config.recipe().id());
    if (readers != null) {
      for (Entry entry : readers.open.values()) {
        if (entry.file != null) {
          entry.file.reader().close();
        }
      }
      readers.opener.close();
    }
  }

  SourceOpener opener() {
    return opener;
  }

  /** Uses the file at a position. */
  <T> T use(FilePattern pattern, Position position, Use<T> use) throws IOException {
    String url = pattern.url(position);
    ReadOptions options =
        new ReadOptions(
            FileFormat.valueOf(pattern.format().toUpperCase(Locale.ROOT)),
            pattern.group(),
            pattern.filterByKeys());
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
    ByteSource bytes = opener.open(url);
    CountedSource source = new CountedSource(bytes);
    return new OpenFile(source, Formats.open(source, options), new ConcurrentHashMap<>());
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
      if (open.size() > KEPT_OPEN) {
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
