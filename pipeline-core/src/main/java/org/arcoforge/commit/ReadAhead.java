package org.arcoforge.commit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads small remote objects in their order, with several requests on their way at once. */
final class ReadAhead<T, R> implements Iterator<R> {
  /** As many as the clients of buckets keep connections; one step reads the receipts of all. */
  static final int AT_ONCE = 64;

  private static final int AHEAD = 4 * AT_ONCE;

  private final Iterator<T> items;
  private final Reading<T, R> reading;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          AT_ONCE,
          work -> {
            Thread thread = new Thread(work, "read-ahead");
            thread.setDaemon(true);
            return thread;
          });
  private final ArrayDeque<Future<R>> running = new ArrayDeque<>();

  /** Reads one object of a store. */
  interface Reading<T, R> {
    R read(T item) throws IOException;
  }

  private ReadAhead(Iterator<T> items, Reading<T, R> reading) {
    this.items = items;
    this.reading = reading;
  }

  /** Returns what is read of each; close the stream. It throws {@link UncheckedIOException}. */
  static <T, R> Stream<R> of(Stream<T> items, Reading<T, R> reading) {
    ReadAhead<T, R> ahead = new ReadAhead<>(items.iterator(), reading);
    return StreamSupport.stream(
            Spliterators.spliteratorUnknownSize(ahead, Spliterator.ORDERED | Spliterator.NONNULL),
            false)
        .onClose(ahead.threads::shutdownNow)
        .onClose(items::close);
  }

  @Override
  public boolean hasNext() {
    while (running.size() < AHEAD && items.hasNext()) {
      T item = items.next();
      running.add(threads.submit(() -> reading.read(item)));
    }
    return !running.isEmpty();
  }

  @Override
  public R next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    try {
      return running.remove().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw new UncheckedIOException(cause);
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted", e));
    }
  }
}
