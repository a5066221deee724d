package org.arcoforge.store;

/**
 * How long requests to a server are on their way: a time each, the speed of a connection, and of
 * all together.
 */
final class Distance {
  private volatile long millis;
  private volatile long connectionBytesPerSecond = Long.MAX_VALUE;
  private volatile long linkBytesPerSecond = Long.MAX_VALUE;

  /** When the link has sent what it was given so far; nanoseconds, guarded by this. */
  private long linkIsFree = System.nanoTime();

  /** Sets the time of each request, and bytes a second. */
  void of(long millisOfEach, long bytesPerSecondOfAConnection, long bytesPerSecondOfAll) {
    millis = millisOfEach;
    connectionBytesPerSecond = bytesPerSecondOfAConnection;
    linkBytesPerSecond = bytesPerSecondOfAll;
  }

  /** Waits as long as a request with so many bytes is on its way. */
  void travel(long bytes) {
    travel(millis * 1_000_000, bytes);
  }

  /** Waits as long as the bytes of an answer are on their way, whose request has waited already. */
  void answer(long bytes) {
    travel(0, bytes);
  }

  private void travel(long nanos, long bytes) {
    long alone = System.nanoTime() + (long) (bytes * 1e9 / connectionBytesPerSecond);
    pause(Math.max(alone, sent(bytes)) + nanos - System.nanoTime());
  }

  /** When the link, which takes one after the other, has sent these bytes too. */
  private synchronized long sent(long bytes) {
    double nanos = bytes * 1e9 / linkBytesPerSecond;
    linkIsFree = Math.max(linkIsFree, System.nanoTime()) + (long) nanos;
    return linkIsFree;
  }

  private static void pause(long nanos) {
    if (nanos > 0) {
      try {
        Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
