package org.arcoforge.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes slices of a file past the page cache in threads that all files share, while who makes them
 * goes on: a disk takes its time for that, and no processor. Of all files a few slices are on their
 * way at most. For one thread at a time.
 */
final class WriteBehind {
  private static final int THREADS = 4;
  private static final int UNDER_WAY = 2 * THREADS; // slices
  private static final Semaphore ROOM = new Semaphore(UNDER_WAY);
  private static final ThreadPoolExecutor WRITERS = writers();

  private final Path path;
  private final FileChannel channel;
  private final int block;
  private int underWay; // slices of this file
  private @Nullable IOException failure; // the first

  /**
   * Makes one for a file.
   *
   * @param channel takes whole blocks only
   */
  WriteBehind(Path path, FileChannel channel, int block) {
    this.path = path;
    this.channel = channel;
    this.block = block;
  }

  private static ThreadPoolExecutor writers() {
    ThreadPoolExecutor writers =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            1,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            run -> {
              Thread thread = new Thread(run, "write-behind");
              thread.setDaemon(true);
              return thread;
            });
    writers.allowCoreThreadTimeOut(true);
    return writers;
  }

  /**
   * Begins to write a slice, which is given back then.
   *
   * @param slice from its position to its limit
   * @param position in the file, of a block
   * @throws IOException if a slice before could not be written
   */
  void write(ByteBuffer slice, long position) throws IOException {
    ROOM.acquireUninterruptibly();
    synchronized (this) {
      if (failure != null) {
        ROOM.release();
        throw failure;
      }
      underWay++;
    }
    WRITERS.execute(() -> written(slice, position));
  }

  private void written(ByteBuffer slice, long position) {
    IOException problem = null;
    try {
      long at = position;
      while (slice.hasRemaining() && at % block == 0) {
        at += channel.write(slice, at);
      }
      if (slice.hasRemaining()) { // cut short within a block: if the disk is full, this tells it
        onceMore(slice, at);
      }
    } catch (IOException e) {
      problem = e;
    } catch (RuntimeException | Error e) {
      problem = new IOException(e);
    } finally {
      Slices.free(slice);
      ended(problem);
    }
  }

  private void onceMore(ByteBuffer slice, long position) throws IOException {
    try (FileChannel any = FileChannel.open(path, StandardOpenOption.WRITE)) {
      for (long at = position; slice.hasRemaining(); ) {
        at += any.write(slice, at);
      }
    }
  }

  private synchronized void ended(@Nullable IOException problem) {
    ROOM.release();
    failure = failure == null ? problem : failure;
    underWay--;
    notifyAll();
  }

  /**
   * Waits until all slices are written.
   *
   * @throws IOException if one could not be
   */
  void end() throws IOException {
    await();
    synchronized (this) {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Waits until nothing of the file is on its way any more. */
  synchronized void await() {
    boolean interrupted = false;
    while (underWay > 0) {
      try {
        wait();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
