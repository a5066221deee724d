package org.arcoforge.source;

import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts the requests at once to each host, over all openers of this JVM. */
final class HostLimits {
  private static final ConcurrentHashMap<String, HostLimits> HOSTS = new ConcurrentHashMap<>();

  private static final long LATELY = TimeUnit.MINUTES.toNanos(1);

  private int running;
  private volatile boolean reached;
  private volatile long delivered; // nanoseconds; 0 if never

  private HostLimits() {}

  static HostLimits of(String host) {
    return HOSTS.computeIfAbsent(host.toLowerCase(Locale.ROOT), h -> new HostLimits());
  }

  /** Waits until fewer than {@code limit} run; openers with different limits share the count. */
  synchronized void acquire(int limit) throws InterruptedIOException {
    try {
      while (running >= limit) {
        wait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for a free connection");
    }
    running++;
  }

  /** Returns whether this host has ever answered this JVM. */
  boolean reached() {
    return reached;
  }

  /** Returns whether somebody got what was asked for in the last minute. */
  boolean delivers() {
    long last = delivered;
    return last != 0 && System.nanoTime() - last < LATELY;
  }

  void delivered() {
    delivered = System.nanoTime();
  }

  void answered() {
    reached = true;
  }

  synchronized void release() {
    running--;
    notifyAll();
  }
}
