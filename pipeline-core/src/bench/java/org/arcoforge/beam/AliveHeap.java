package org.arcoforge.beam;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Measures what one step takes: its seconds of processor, and in a second pass the most bytes of
 * objects that are alive at once, beyond those before it. Garbage does not count: it is collected
 * before each look, several times a second.
 */
final class AliveHeap {
  private static final long PAUSE_MILLIS = 150;

  private AliveHeap() {}

  /**
   * What a step took.
   *
   * @param result of the second pass
   * @param seconds of processor of the first pass, the collector's among them
   * @param bytes alive at once
   */
  record Cost<T>(T result, double seconds, long bytes) {}

  /** Takes a step twice. */
  static <T> Cost<T> of(Callable<T> step) throws Exception {
    long began = processor();
    step.call();
    double seconds = (processor() - began) / 1e9;
    long before = used();
    AtomicLong most = new AtomicLong(before);
    AtomicBoolean done = new AtomicBoolean();
    Thread watch = new Thread(() -> watch(most, done), "alive-heap");
    watch.setDaemon(true);
    watch.start();
    T result = step.call();
    done.set(true);
    watch.join();
    most.accumulateAndGet(used(), Math::max);
    return new Cost<>(result, seconds, most.get() - before);
  }

  private static void watch(AtomicLong most, AtomicBoolean done) {
    try {
      while (!done.get()) {
        long looked = System.nanoTime();
        most.accumulateAndGet(used(), Math::max);
        // Most of the time is the step's, however much there is to collect.
        Thread.sleep(PAUSE_MILLIS + 2 * (System.nanoTime() - looked) / 1_000_000);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nanoseconds; others that use the machine do not count. */
  private static long processor() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
  }

  private static long used() {
    System.gc();
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .map(MemoryPoolMXBean::getCollectionUsage) // what is allocated since does not count
        .filter(Objects::nonNull)
        .mapToLong(MemoryUsage::getUsed)
        .sum();
  }
}
