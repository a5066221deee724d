package org.arcoforge.beam;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.zip.CRC32C;
import org.arcoforge.store.GenerationMismatchException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;

/** Stores that break a promise each, which a proof must notice. */
final class BrokenStores {
  private BrokenStores() {}

  private static ObjectInfo told(String key, byte[] bytes, long generation) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return new ObjectInfo(key, bytes.length, crc.getValue(), generation, 0);
  }

  /** Data objects are there half before they are there whole. */
  static ObjectStore halfObjects(ObjectStore good) {
    return new ForwardingStore(good) {
      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        if (!isData(key) || stat(key).isPresent()) {
          return store.create(key, bytes);
        }
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        return store.replace(key, bytes, store.create(key, half).generation());
      }

      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        if (!isData(key)) {
          return store.replace(key, bytes, generation);
        }
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        return store.replace(key, bytes, store.replace(key, half, generation).generation());
      }
    };
  }

  /** Data objects become visible after the consolidated metadata. */
  static ObjectStore metadataFirst(ObjectStore good) {
    return new ForwardingStore(good) {
      private final Map<String, byte[]> held = new TreeMap<>();

      private ObjectInfo hold(String key, byte[] bytes) {
        held.put(key, bytes);
        return told(key, bytes, 1L << 60);
      }

      private ObjectInfo flushed(String key, ObjectInfo written) throws IOException {
        if (isConsolidated(key)) {
          for (Map.Entry<String, byte[]> e : held.entrySet()) {
            long there = store.stat(e.getKey()).map(ObjectInfo::generation).orElse(0L);
            store.replace(e.getKey(), e.getValue(), there);
          }
          held.clear();
        }
        return written;
      }

      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        return isData(key) ? hold(key, bytes) : flushed(key, store.create(key, bytes));
      }

      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        return isData(key) ? hold(key, bytes) : flushed(key, store.replace(key, bytes, generation));
      }

      @Override
      public Optional<ObjectInfo> stat(String key) throws IOException {
        return held.containsKey(key)
            ? Optional.of(told(key, requireNonNull(held.get(key)), 1L << 60))
            : store.stat(key);
      }

      @Override
      public byte[] read(String key) throws IOException {
        return held.containsKey(key) ? requireNonNull(held.get(key)) : store.read(key);
      }
    };
  }

  /** Replaces whatever is there, of some objects. */
  static ObjectStore withoutFence(ObjectStore good, Predicate<String> keys) {
    return new ForwardingStore(good) {
      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        long expected = generation;
        while (true) {
          try {
            return store.replace(key, bytes, expected);
          } catch (GenerationMismatchException e) {
            if (!keys.test(key)) {
              throw e;
            }
            expected = store.stat(key).map(ObjectInfo::generation).orElse(0L);
          }
        }
      }
    };
  }

  /** Says that it has replaced some objects, and has not. */
  static ObjectStore forgetting(ObjectStore good, Predicate<String> keys) {
    return new ForwardingStore(good) {
      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        return keys.test(key)
            ? told(key, bytes, generation + 1)
            : store.replace(key, bytes, generation);
      }
    };
  }

  /** This says what one write fails with. */
  interface Failure {
    IOException of(String key);
  }

  /** Every write of some objects fails, from the {@code n}-th of all on, counted from 0. */
  static ObjectStore failingFrom(ObjectStore good, int n, Predicate<String> keys, Failure failure) {
    return new ForwardingStore(good) {
      private int writes;

      private synchronized void fail(String key) throws IOException {
        if (writes++ >= n && keys.test(key)) {
          throw failure.of(key);
        }
      }

      @Override
      ObjectInfo make(String key, byte[] bytes) throws IOException {
        fail(key);
        return store.create(key, bytes);
      }

      @Override
      public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
        fail(key);
        return store.replace(key, bytes, generation);
      }
    };
  }
}
