package org.arcoforge.commit;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.arcoforge.array.StoreLayout;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ReadOnlyStore;
import org.arcoforge.zarr.ZarrStore;

/**
 * A draft store has its data but not yet its metadata: reads find the metadata that are going to be
 * written, so that verification sees what readers will see.
 */
public final class DraftStore implements ReadOnlyStore {
  private final ObjectStore data;
  private final Map<String, byte[]> metadata = new TreeMap<>();

  private DraftStore(ObjectStore data, StoreLayout layout) {
    this.data = data;
    ZarrStore.metadata(layout).forEach(d -> metadata.put(d.key(), d.bytes()));
  }

  /** Returns the Zarr hierarchy that a layout over these data makes. */
  public static ZarrStore open(ObjectStore data, StoreLayout layout) throws IOException {
    return ZarrStore.open(new DraftStore(data, layout));
  }

  @Override
  public String location() {
    return data.location();
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    byte[] document = metadata.get(key);
    if (document != null) {
      return Optional.of(new ObjectInfo(key, document.length, -1, 1, 0));
    }
    return isMetadata(key) ? Optional.empty() : data.stat(key);
  }

  @Override
  public OptionalLong nearSize(String key) throws IOException {
    return isMetadata(key) ? OptionalLong.empty() : data.nearSize(key);
  }

  @Override
  public byte[] read(String key) throws IOException {
    byte[] document = metadata.get(key);
    if (document != null) {
      return document.clone();
    }
    if (isMetadata(key)) {
      throw new ObjectNotFoundException(url(key) + " is not part of the metadata");
    }
    return data.read(key);
  }

  /** Metadata that are not this draft's: what another writer left must not be seen. */
  private static boolean isMetadata(String key) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    return name.equals("zarr.json") || name.startsWith(".z");
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    byte[] document = metadata.get(key);
    if (document == null) {
      data.read(key, position, target, offset, length);
    } else {
      if (position < 0 || position + length > document.length) {
        throw new IOException(
            url(key)
                + ": expected bytes "
                + position
                + " to "
                + (position + length)
                + ", but the object has "
                + document.length);
      }
      System.arraycopy(document, (int) position, target, offset, length);
    }
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    return data.list(prefix);
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    return data.children(prefix);
  }

  @Override
  public void close() {}
}
