package org.arcoforge.bake;

import java.io.Closeable;
import java.lang.System.Logger.Level;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A work watch knows what the threads of one process are at, and names in the log each piece of
 * work that takes longer than it should: what it is, and what its thread does. It tells so when the
 * limit has passed, and again each time that twice as long has passed. It ends nothing. Safe for
 * many threads.
 */
public final class WorkWatch implements Closeable {
  private static final String OURS = "org.arcoforge.";
  private static final long LONGEST_PERIOD_MILLIS = 60_000;

  private final long slowMillis;
  private final Set<Piece> open = ConcurrentHashMap.newKeySet();
  private final LongAdder slow = new LongAdder();
  private @Nullable ScheduledExecutorService clock; // guarded by this
  private boolean closed; // guarded by this
  private volatile String slowest = "";

  /**
   * Makes a watch.
   *
   * @param slowMillis how long a piece of work may take before it is told of, in milliseconds
   */
  public WorkWatch(long slowMillis) {
    this.slowMillis = slowMillis;
  }

  /** A piece of work, done by one thread, which closes it when it has ended. */
  public final class Piece implements AutoCloseable {
    private final Supplier<String> what;
    private final Thread thread = Thread.currentThread();
    private final long began = System.nanoTime();
    private final Map<String, String> names = WorkNames.now();
    private long tellAfter = slowMillis; // of the watch's thread only

    private Piece(Supplier<String> what) {
      this.what = what;
    }

    private long millis() {
      return (System.nanoTime() - began) / 1_000_000;
    }

    private String words() {
      return what.get() + " has taken " + time(millis()) + " so far; " + doing(thread);
    }

    /** With the names that its thread has in the log, which is not the one that tells. */
    private void tell() {
      try (WorkNames told = WorkNames.of(names)) {
        System.getLogger(WorkWatch.class.getName())
            .log(Level.WARNING, words() + (names.isEmpty() ? "" : " " + names));
      }
    }

    @Override
    public void close() {
      open.remove(this);
    }
  }

  /**
   * Begins a piece of work in the calling thread.
   *
   * @param what it is, without secrets; asked for only when it takes long
   */
  public Piece begin(Supplier<String> what) {
    Piece piece = new Piece(what);
    open.add(piece);
    start();
    return piece;
  }

  /** Returns what is said of the piece of work that takes longest beyond the limit; else empty. */
  public String slowest() {
    return slowest;
  }

  /** Returns how many pieces of work were told of since this was asked before. */
  public long takeSlow() {
    return slow.sumThenReset();
  }

  private synchronized void start() {
    if (clock != null || closed) {
      return;
    }
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "work-watch");
              thread.setDaemon(true);
              return thread;
            });
    long period = Math.max(1, Math.min(LONGEST_PERIOD_MILLIS, slowMillis / 4));
    var unused = clock.scheduleAtFixedRate(this::look, period, period, TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      for (Piece piece : open) {
        if (piece.millis() >= piece.tellAfter) {
          if (piece.tellAfter == slowMillis) {
            slow.increment();
          }
          piece.tellAfter = 2 * Math.max(1, piece.tellAfter);
          piece.tell();
        }
      }
      slowest =
          open.stream()
              .filter(p -> p.millis() >= slowMillis)
              .max(Comparator.comparingLong(Piece::millis))
              .map(Piece::words)
              .orElse("");
    } catch (RuntimeException e) {
      // A task that throws would never run again.
      System.getLogger(WorkWatch.class.getName()).log(Level.WARNING, "slow work not looked for", e);
    }
  }

  private static String time(long millis) {
    return millis < 120_000
        ? String.format(Locale.ROOT, "%.1f s", millis / 1e3)
        : String.format(Locale.ROOT, "%.1f min", millis / 6e4);
  }

  /** The thread's state, where it is, and which place of ours it was called from. */
  private static String doing(Thread thread) {
    StackTraceElement[] stack = thread.getStackTrace();
    StringBuilder words = new StringBuilder();
    words.append("thread ").append(thread.getName()).append(" is ").append(thread.getState());
    if (stack.length > 0) {
      words.append(" at ").append(place(stack[0]));
      Arrays.stream(stack)
          .skip(1)
          .filter(at -> at.getClassName().startsWith(OURS))
          .findFirst()
          .ifPresent(at -> words.append(", called from ").append(place(at)));
    }
    return words.toString();
  }

  private static String place(StackTraceElement at) {
    return at.getClassName() + "." + at.getMethodName() + ":" + at.getLineNumber();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (clock != null) {
      clock.shutdownNow();
    }
  }
}
