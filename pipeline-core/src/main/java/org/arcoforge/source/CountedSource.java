package org.arcoforge.source;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** Counts the bytes that are read for a piece of work, in whichever thread. */
public final class CountedSource implements ByteSource {
  private static final ThreadLocal<LongAdder> COUNTER = ThreadLocal.withInitial(LongAdder::new);

  private final ByteSource source;

  CountedSource(ByteSource source) {
    this.source = source;
  }

  /** Work that reads sources. */
  public interface Reading<T> {
    T read() throws IOException;
  }

  /** Does something, and adds the bytes that this thread reads meanwhile. */
  public static <T> T counting(LongAdder bytes, Reading<T> work) throws IOException {
    LongAdder before = COUNTER.get();
    COUNTER.set(bytes);
    try {
      return work.read();
    } finally {
      COUNTER.set(before);
    }
  }

  /** Adds to what this thread has read. */
  public static void count(long bytes) {
    COUNTER.get().add(bytes);
  }

  @Override
  public String url() {
    return source.url();
  }

  @Override
  public long size() {
    return source.size();
  }

  @Override
  public SourceVersion version() {
    return source.version();
  }

  @Override
  public void read(long position, byte[] target, int offset, int length) throws IOException {
    count(length);
    source.read(position, target, offset, length);
  }

  @Override
  public Optional<Path> path() {
    return source.path();
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
