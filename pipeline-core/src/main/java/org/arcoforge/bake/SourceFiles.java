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
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;

/** Opens the sources of a bake by their positions in its pattern. Safe for many threads. */
public final class SourceFiles implements Closeable {
  private final OpenFiles<SourceFile> open;
  private final Settings settings;

  /** A use is work on an open source. */
  public interface Use<T> extends OpenFiles.Use<SourceFile, T> {}

  SourceFiles(BakeConfig config) {
    this(config, config.cache());
  }

  /** Returns the sources as their servers have them now, whatever is kept of them. */
  static SourceFiles ofOrigin(BakeConfig config) {
    return new SourceFiles(config, "");
  }

  private SourceFiles(BakeConfig config, String cache) {
    FilePattern pattern = config.recipe().pattern();
    this.settings = config.resources().settings();
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

  private ReadOptions options(FilePattern pattern) {
    return new ReadOptions(
        FileFormat.valueOf(pattern.format().toUpperCase(Locale.ROOT)),
        pattern.group(),
        pattern.filterByKeys(),
        settings);
  }

  /** Uses the source at a position. */
  public <T> T use(FilePattern pattern, Position position, Use<T> use) throws IOException {
    return open.use(pattern.url(position), options(pattern), use);
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

  @Override
  public void close() throws IOException {
    open.close();
  }
}
