package org.arcoforge.bake;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.arcoforge.format.FileFormat;
import org.arcoforge.format.ReadOptions;
import org.arcoforge.open.OpenFiles;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.Transform;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.SourceOpener.FetchCounts;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;
import org.arcoforge.source.Sources.Cache;
import org.jspecify.annotations.Nullable;

/** Opens the sources of a bake by their positions in its pattern. Safe for many threads. */
public final class SourceFiles implements Closeable {
  private final OpenFiles<SourceFile> open;
  private final Settings settings;
  private final WorkWatch watch;
  private volatile @Nullable ReadOptions options; // used last

  /** A use is work on an open source. */
  public interface Use<T> extends OpenFiles.Use<SourceFile, T> {}

  SourceFiles(BakeConfig config) {
    this(config, config.cache());
  }

  /** Returns the sources as their servers have them now, whatever is kept of them. */
  static SourceFiles ofOrigin(BakeConfig config) {
    return new SourceFiles(config, Cache.at(""));
  }

  private SourceFiles(BakeConfig config, Cache cache) {
    FilePattern pattern = config.recipe().pattern();
    this.settings = config.resources().settings();
    this.watch = new WorkWatch(settings.slowMillis());
    this.open =
        new OpenFiles<>(
            Sources.opener(
                pattern.access().share(config.resources().workers()),
                cache,
                isPartial(config.recipe()),
                config.reach(),
                settings),
            SourceFile::new);
  }

  /** Returns whether a recipe leaves out a part of what its files hold. */
  public static boolean isPartial(Recipe recipe) {
    return recipe.transforms().stream()
        .anyMatch(
            t ->
                t instanceof Transform.Keep
                    || t instanceof Transform.Drop
                    || t instanceof Transform.Isel
                    || t instanceof Transform.Sel);
  }

  /** The same object as long as it is the same: it is asked for at every use. */
  private ReadOptions options(FilePattern pattern) {
    ReadOptions known = options;
    FileFormat format = FileFormat.valueOf(pattern.format().toUpperCase(Locale.ROOT));
    if (known != null
        && known.format() == format
        && known.group().equals(pattern.group())
        && known.filterByKeys().equals(pattern.filterByKeys())) {
      return known;
    }
    known = new ReadOptions(format, pattern.group(), pattern.filterByKeys(), settings);
    options = known;
    return known;
  }

  /** Uses the source at a position. */
  public <T> T use(FilePattern pattern, Position position, Use<T> use) throws IOException {
    try (WorkWatch.Piece piece = watch.begin(() -> "reading " + pattern.shownUrl(position))) {
      return open.use(pattern.url(position), options(pattern), use);
    }
  }

  /** Uses the source at a position in passing, as a scan of all does. */
  public <T> T look(FilePattern pattern, Position position, Use<T> use) throws IOException {
    try (WorkWatch.Piece piece = watch.begin(() -> "reading " + pattern.shownUrl(position))) {
      return open.look(pattern.url(position), options(pattern), use);
    }
  }

  /** Returns what knows how long work on these sources takes. */
  public WorkWatch watch() {
    return watch;
  }

  /**
   * Returns the version that a source has now, without opening it; empty where it cannot be told.
   */
  public Optional<SourceVersion> version(FilePattern pattern, String url) {
    return open.version(url, options(pattern));
  }

  /** Returns the URLs that a pattern with wildcards names, sorted. */
  public List<String> glob(String pattern) throws IOException {
    return open.glob(pattern);
  }

  /** Returns what people are to be told of the cache of sources. */
  public List<String> notices() {
    return open.notices();
  }

  /** Returns how often servers were asked since this was called before. */
  FetchCounts takeCounts() {
    return open.takeCounts();
  }

  @Override
  public void close() throws IOException {
    watch.close();
    open.close();
  }
}
