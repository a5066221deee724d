package org.arcoforge.format.zarr;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.arcoforge.source.ByteSource;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceOpener;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ReadOnlyStore;

/**
 * Shows the files under a URL of a web server as an object store that can only be read, and not be
 * listed. Bytes are fetched through the opener: within its limits, with its retries.
 */
final class HttpObjects implements ReadOnlyStore {
  private static final int KEPT = 32;

  private final String base;
  private final String query;
  private final SourceOpener opener;
  private final LinkedHashMap<String, Held> held = new LinkedHashMap<>(16, 0.75f, true);

  /** This is a file that is open; {@code users} is guarded by the map. */
  private static final class Held {
    final ByteSource source;
    int users = 1;

    Held(ByteSource source) {
      this.source = source;
    }
  }

  /**
   * Shows the files under a URL.
   *
   * @param url of the store, with or without a slash at its end, and perhaps with a query, which
   *     every request carries
   */
  HttpObjects(String url, SourceOpener opener) {
    int mark = url.indexOf('?');
    String path = mark < 0 ? url : url.substring(0, mark);
    this.base = path.endsWith("/") ? path : path + "/";
    this.query = mark < 0 ? "" : url.substring(mark);
    this.opener = opener;
  }

  /** Returns the URL without what may be secret. */
  @Override
  public String location() {
    return base.replaceFirst("//[^/@]*@", "//");
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    try {
      return Optional.of(
          use(
              key,
              source -> new ObjectInfo(key, source.size(), -1, 1, source.version().modified())));
    } catch (ObjectNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  public byte[] read(String key) throws IOException {
    return use(
        key,
        source -> {
          if (source.size() > Integer.MAX_VALUE - 16) {
            throw new SourceException(
                source.url(), "has " + source.size() + " bytes, too many for one object", true);
          }
          byte[] bytes = new byte[(int) source.size()];
          source.read(0, bytes, 0, bytes.length);
          return bytes;
        });
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    use(
        key,
        source -> {
          source.read(position, target, offset, length);
          return target;
        });
  }

  private interface Use<T> {
    T with(ByteSource source) throws IOException;
  }

  private <T> T use(String key, Use<T> use) throws IOException {
    Held file = take(key);
    try {
      return use.with(file.source);
    } finally {
      giveBack(key, file);
    }
  }

  private Held take(String key) throws IOException {
    synchronized (held) {
      Held known = held.get(key);
      if (known != null) {
        known.users++;
        return known;
      }
    }
    try {
      return new Held(opener.open(base + key + query));
    } catch (SourceNotFoundException e) {
      throw new ObjectNotFoundException(String.valueOf(e.getMessage()), e);
    }
  }

  /** Keeps the files that were read last: a shard is read piece by piece. */
  private void giveBack(String key, Held file) throws IOException {
    ByteSource close = null;
    synchronized (held) {
      file.users--;
      Held known = held.putIfAbsent(key, file);
      if (known != null && known != file) { // two threads opened it
        close = file.users == 0 ? file.source : null;
      } else if (held.size() > KEPT) {
        Iterator<Map.Entry<String, Held>> eldest = held.entrySet().iterator();
        Held first = eldest.next().getValue();
        if (first.users == 0) {
          eldest.remove();
          close = first.source;
        }
      }
    }
    if (close != null) {
      close.close();
    }
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    throw unlistable();
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    throw unlistable();
  }

  private SourceException unlistable() {
    return new SourceException(
        location(),
        "the store has no consolidated metadata, and web servers do not list folders; make them"
            + " with zarr.consolidate_metadata, or read the store from a folder or gs://",
        true);
  }

  @Override
  public void close() {
    synchronized (held) {
      for (Held file : held.values()) {
        try {
          file.source.close();
        } catch (IOException e) {
          file.users = 0; // a temporary file that could not be removed
        }
      }
      held.clear();
    }
  }
}
