package org.arcoforge.store;

import java.io.IOException;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** A store whose writes and reads fail by script; what works is done by another store. */
public final class FaultyObjectStore implements ObjectStore {
  /** What happens to one call. */
  public enum Fault {
    /** Nothing. */
    NONE,
    /** It fails and nothing is done. */
    FAIL,
    /** It is done, and fails. */
    DO_AND_FAIL,
    /** As if the process died: this and all later calls fail, nothing is done. */
    DIE
  }

  private interface Call<T> {
    T run() throws IOException;
  }

  private final ObjectStore store;
  private final Queue<Fault> writes = new ConcurrentLinkedQueue<>();
  private final Queue<Fault> reads = new ConcurrentLinkedQueue<>();
  private final AtomicInteger writeCalls = new AtomicInteger();
  private volatile boolean dead;

  /** Works until told otherwise. */
  public FaultyObjectStore(ObjectStore store) {
    this.store = store;
  }

  /** The next creates, replaces and deletes fail so, one each. */
  public FaultyObjectStore nextWrites(Fault... faults) {
    writes.addAll(java.util.List.of(faults));
    return this;
  }

  /** The next stats, reads and listings fail so, one each. */
  public FaultyObjectStore nextReads(Fault... faults) {
    reads.addAll(java.util.List.of(faults));
    return this;
  }

  /** Creates, replaces and deletes so far. */
  public int writeCalls() {
    return writeCalls.get();
  }

  private <T> T call(Queue<Fault> faults, String what, Call<T> call) throws IOException {
    Fault fault = faults.poll();
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
    return write("create " + url(key), () -> store.create(key, bytes, offset, length));
  }

  @Override
  public ObjectInfo replace(String key, byte[] bytes, long generation) throws IOException {
    return write("replace " + url(key), () -> store.replace(key, bytes, generation));
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
    return call(reads, "read " + url(key), () -> store.read(key));
  }

  @Override
  public void read(String key, long position, byte[] target, int offset, int length)
      throws IOException {
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
    return call(reads, "list " + url(prefix), () -> store.list(prefix));
  }

  @Override
  public Stream<String> children(String prefix) throws IOException {
    return call(reads, "children " + url(prefix), () -> store.children(prefix));
  }

  @Override
  public void close() {
    store.close();
  }
}
