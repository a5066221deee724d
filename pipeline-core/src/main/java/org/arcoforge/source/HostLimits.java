package org.arcoforge.source;

import java.io.InterruptedIOException;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the requests at once to each host, over all openers of this JVM. */
final class HostLimits {
  private static final ConcurrentHashMap<String, HostLimits> HOSTS = new ConcurrentHashMap<>();

  private int running;
  private volatile boolean reached;

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

  void answered() {
    reached = true;
  }

  synchronized void release() {
    running--;
    notifyAll();
  }
}
