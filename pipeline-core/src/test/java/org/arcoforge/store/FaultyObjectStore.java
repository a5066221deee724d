package org.arcoforge.store;

import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A store that fails or lies when a test wants it to, and remembers what is asked of it; what works
 * is done by another store.
 */
public final class FaultyObjectStore implements ObjectStore {
  /** What happens to one call. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** It fails and nothing is done. */
    FAIL,
    /** It is done, and fails. */
    DO_AND_FAIL,
    /** It is done late. */
    SLOW,
    /** Half of a read arrives, then it fails; of all else nothing is done. */
    SHORT,
    /** The service is busy: it fails in a way that may pass, and nothing is done. */
    BUSY,
    /** As if the process died: this and all later calls fail, nothing is done. */
    DIE
  }

  /** What a create does in place of the other store's. */
  public interface Create {
    /**
     * Creates an object or fails.
     *
     * @param number how many creates came before
     */
    ObjectInfo create(ObjectStore store, int number, String key, byte[] bytes) throws IOException;
  }

  /** Something to do before or after a request, by the object's key. */
  public interface Step {
    /** Does it; if it throws, so does the request. */
    void at(String key) throws IOException;
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private final ObjectStore store;
  private final Queue<Fault> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> reads = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writeCalls = new AtomicInteger();
  private final AtomicInteger wholeReads = new AtomicInteger();
  private final List<String> created = Collections.synchronizedList(new ArrayList<>());
  private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  private volatile Create create = (s, number, key, bytes) -> s.create(key, bytes);
  private volatile Step beforeReplace = key -> {};
  private volatile Step afterReplace = key -> {};
  private volatile Supplier<Fault> drawn = () -> Fault.NONE;
  private volatile boolean dead;

  /** Works until told otherwise. */
  public FaultyObjectStore(ObjectStore store) {
    this.store = store;
  }

  /** A store whose creates do that. */
  public FaultyObjectStore(ObjectStore store, Create create) {
    this(store);
    this.create = create;
  }

  /** Fails from the {@code n}-th create on (counted from 0), as a process that was killed does. */
  public static FaultyObjectStore stoppedAt(ObjectStore store, int n) {
    return new FaultyObjectStore(
        store,
        (s, number, key, bytes) -> {
          if (number >= n) {
            throw new IOException("the process ends here, at " + key);
          }
          return s.create(key, bytes);
        });
  }

  /**
   * Keeps other bytes than it was given of objects whose key contains a text, and says that all is
   * well: with the digest of what it keeps, or of what it was given.
   */
  public static FaultyObjectStore corrupting(ObjectStore store, String part, boolean ownDigest) {
    return new FaultyObjectStore(
        store,
        (s, number, key, bytes) -> {
          if (!key.contains(part)) {
            return s.create(key, bytes);
          }
          byte[] damaged = bytes.clone();
          damaged[damaged.length / 2] ^= 0x10;
          ObjectInfo kept = s.create(key, damaged);
          long crc = ObjectKeys.crc32c(ownDigest ? damaged : bytes, 0, bytes.length);
          return new ObjectInfo(key, kept.size(), crc, kept.generation(), kept.modified());
        });
  }

  /** An empty store in memory that no other test sees, and that works until told otherwise. */
  public static FaultyObjectStore inMemory() {
    return new FaultyObjectStore(StoreContents.inMemory());
  }

  /** Every replacement from now on begins with that. */
  public void beforeReplace(Step step) {
    beforeReplace = step;
  }

  /** Every replacement from now on, once it is done, ends with that. */
  public void afterReplace(Step step) {
    afterReplace = step;
  }

  /** The next creates, replaces and deletes fail so, one each. */
  public FaultyObjectStore nextWrites(Fault... faults) {
    writes.addAll(List.of(faults));
    return this;
  }

  /** The next stats, reads and listings fail so, one each. */
  public FaultyObjectStore nextReads(Fault... faults) {
    reads.addAll(List.of(faults));
    return this;
  }

  /** Creates, replaces and deletes so far. */
  public int writeCalls() {
    return writeCalls.get();
  }

  /** Reads of whole objects so far. */
  public int wholeReads() {
    return wholeReads.get();
  }

  /** Keys in the order in which they were created, failed creates included. */
  public List<String> created() {
    synchronized (created) {
      return List.copyOf(created);
    }
  }

  /** Keys that were read as a whole, and prefixes that were listed, in no order. */
  public List<String> asked() {
    synchronized (asked) {
      return List.copyOf(asked);
    }
  }

  /** Of all calls from now on, that share fails, each in one of the ways that pass. */
  public FaultyObjectStore seeded(long seed, double share) {
    Random random = new Random(seed);
    List<Fault> all = List.of(Fault.FAIL, Fault.DO_AND_FAIL, Fault.SLOW, Fault.SHORT, Fault.BUSY);
    drawn =
        () -> {
          synchronized (random) {
            return random.nextDouble() < share ? all.get(random.nextInt(all.size())) : Fault.NONE;
          }
        };
    return this;
  }

  private <T> T call(Queue<Fault> faults, String what, Call<T> call) throws IOException {
    Fault scripted = faults.poll();
    Fault fault = scripted == null ? drawn.get() : scripted;
    if (fault == Fault.SLOW) {
      BucketAnswers.pause(5);
    } else if (fault == Fault.BUSY) {
      throw new StoreFailureException(what + " failed: 503, slow down", new IOException("503"));
    } else if (fault == Fault.SHORT) {
      throw new EOFException(what + " broke off");
    }
    if (fault == Fault.DIE) {
      dead = true;
    }
    if (dead || fault == Fault.FAIL) {
      throw new IOException(what + " failed on purpose, nothing was done");
    }
    T result = call.run();
    if (fault == Fault.DO_AND_FAIL) {
      throw new IOException(what + " was done and failed on purpose");
    }
    return result;
  }

  private <T> T write(String what, Call<T> call) throws IOException {
    writeCalls.incrementAndGet();
    return call(writes, what, call);
  }

  @Override
  public String location() {
    return store.location();
  }

  @Override
  public ObjectInfo create(String key, byte[] bytes, int offset, int length) throws IOException {
    int number;
    synchronized (created) {
      number = created.size();
      created.add(key);
    }
    byte[] part = Arrays.copyOfRange(bytes, offset, offset + length);
    return write("create " + url(key), () -> create.create(store, number, key, part));
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return write(
        "replace " + url(key),
        () -> {
          beforeReplace.at(key);
          ObjectInfo info = store.replace(key, bytes, generation);
          afterReplace.at(key);
          return info;
        });
  }

  @Override
  public void delete(String key) throws IOException {
    write(
        "delete " + url(key),
        () -> {
          store.delete(key);
          return key;
        });
  }

  @Override
  public Optional<ObjectInfo> stat(String key) throws IOException {
    return call(reads, "stat " + url(key), () -> store.stat(key));
  }

  @Override
  public byte[] read(String key) throws IOException {
    wholeReads.incrementAndGet();
    asked.add(key);
    return call(reads, "read " + url(key), () -> store.read(key));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
    // Of a read that breaks off, half has arrived.
    Arrays.fill(target, offset, offset + length / 2, (byte) 0xEE);
    call(
        reads,
        "read " + url(key),
        () -> {
          store.read(key, position, target, offset, length);
          return key;
        });
  }

  @Override
  public Stream<ObjectInfo> list(String prefix) throws IOException {
    asked.add(prefix);
    return call(reads, "list " + url(prefix), () -> store.list(prefix));
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    asked.add(prefix);
    return call(reads, "children " + url(prefix), () -> store.children(prefix));
  }

  @Override
  public void close() {
    store.close();
  }
}
