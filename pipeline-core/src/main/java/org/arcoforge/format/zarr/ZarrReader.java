package org.arcoforge.format.zarr;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.format.FormatException;
import org.arcoforge.format.Guard;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.format.SourceReader;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.arcoforge.zarr.ArrayReader;
import org.arcoforge.zarr.ZarrException;
import org.arcoforge.zarr.ZarrStore;

/**
 * Reads a group of somebody's Zarr store (format 2 or 3) as a source. Safe for many threads; holds
 * the metadata only. Chunks that are not there have the fill value.
 */
public final class ZarrReader implements SourceReader {
  private static final List<String> MARKS = List.of("zarr.json", ".zmetadata", ".zgroup");

  private final ObjectStore objects;
  private final ZarrStore store;
  private final SourceDescription description;
  private final String prefix;
  private final Map<String, ArrayReader> readers = new ConcurrentHashMap<>();

  private final ZarrVersions versions;
  private final SourceVersion version;

  private ZarrReader(ObjectStore objects, ZarrStore store, String group, boolean web)
      throws IOException {
    this.objects = objects;
    this.store = store;
    this.versions = new ZarrVersions(objects, web);
    this.version = guard(url(objects), versions::now);
    ZarrDescription described = new ZarrDescription(objects.location(), store, group);
    this.description = described.describe();
    this.prefix = described.prefix();
  }

  /**
   * Returns whether a URL looks like a Zarr store: by its end, or by what is in the local folder.
   */
  public static boolean isOne(String url) {
    if (isNamed(url)) {
      return true;
    }
    Optional<Path> folder = ObjectStores.localPath(url);
    return folder.isPresent()
        && MARKS.stream().anyMatch(mark -> Files.exists(folder.get().resolve(mark)));
  }

  /** Returns whether a URL has the name of a Zarr store. */
  public static boolean isNamed(String url) {
    return url.replaceFirst("[?#].*", "").matches("(?i).*\\.zarr/?");
  }

  /**
   * Opens a store.
   *
   * @param opener that counts what it reads
   * @param bytesRead to which is added what is read in another way
   * @param group path of a group, {@code /} for the root, {@code **} for the whole tree
   * @throws SourceNotFoundException if there is no store
   * @throws FormatException if there is no such group, or the metadata are damaged
   */
  public static ZarrReader open(SourceOpener opener, String url, String group, LongAdder bytesRead)
      throws IOException {
    boolean web = url.matches("(?i)https?://.*");
    ObjectStore objects;
    try {
      objects = web ? new HttpObjects(url, opener) : new CountedStore(opener.store(url), bytesRead);
    } catch (IOException | IllegalArgumentException e) {
      throw new SourceException(url, String.valueOf(e.getMessage()), true, e);
    }
    boolean done = false;
    try {
      ZarrReader reader =
          Guard.at(
              url(objects),
              "the metadata",
              () -> new ZarrReader(objects, read(objects), group, web));
      done = true;
      return reader;
    } finally {
      if (!done) {
        objects.close();
      }
    }
  }

  /** Returns the URL without secrets, for messages. */
  public String url() {
    return url(objects);
  }

  /** Returns what the store was when it was opened: a digest of what is known of its objects. */
  public SourceVersion version() {
    return version;
  }

  /** Returns what it is now, as far as looking is cheap. */
  public SourceVersion versionNow() throws IOException {
    return guard(url(objects), () -> versions.again(version));
  }

  private static ZarrStore read(ObjectStore objects) throws IOException {
    return guard(
        url(objects),
        () -> {
          boolean some = false;
          for (int i = 0; i < MARKS.size() && !some; i++) {
            some = objects.stat(MARKS.get(i)).isPresent();
          }
          if (!some && objects.stat(".zarray").isEmpty()) {
            throw new SourceNotFoundException(
                url(objects),
                "no Zarr store: there is neither zarr.json nor .zmetadata nor .zgroup");
          }
          return ZarrStore.openReadable(objects);
        });
  }

  private static String url(ObjectStore objects) {
    return objects.location().replaceFirst("/$", "");
  }

  /** What stores and Zarr throw becomes the error of a source. */
  private static <T> T guard(String url, Guard.Work<T> action) throws IOException {
    try {
      return action.run();
    } catch (SourceException e) {
      throw e;
    } catch (ZarrException e) {
      throw FormatException.corrupt(url, String.valueOf(e.getMessage()), e);
    } catch (IOException | java.io.UncheckedIOException e) {
      throw new SourceException(url, "cannot be read: " + e.getMessage(), false, e);
    }
  }

  @Override
  public SourceDescription describe() {
    return description;
  }

  @Override
  public void read(String variable, Region region, Block target, long[] at) throws IOException {
    String reason = description.unsupported().get(variable);
    if (reason != null) {
      throw FormatException.unsupported(url(objects), reason);
    }
    if (description.variable(variable).isEmpty()) {
      throw new IllegalArgumentException(url(objects) + ": no variable '" + variable + "'");
    }
    Block block = guard(url(objects), () -> reader(variable).read(region));
    Block.copy(block, new long[region.rank()], target, at, region.size());
  }

  @Override
  public Optional<byte[]> chunk(String variable, long... index) throws IOException {
    ArrayReader reader = reader(variable);
    if (!reader.isPlain()) {
      return Optional.empty();
    }
    return guard(
        url(objects),
        () -> {
          try {
            return Optional.of(objects.read(reader.key(index)));
          } catch (ObjectNotFoundException e) {
            return Optional.empty(); // not written: the fill value
          }
        });
  }

  private ArrayReader reader(String variable) throws IOException {
    ArrayReader known = readers.get(variable);
    if (known == null) {
      known = store.array(prefix + variable);
      readers.put(variable, known);
    }
    return known;
  }

  @Override
  public boolean isOneFile() {
    return false;
  }

  @Override
  public void close() {
    objects.close();
  }
}
