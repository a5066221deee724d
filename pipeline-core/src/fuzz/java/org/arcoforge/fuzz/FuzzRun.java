package org.arcoforge.fuzz;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.arcoforge.format.FormatException;
import org.arcoforge.fuzz.Findings.Stack;

/**
 * Reads mutants of one format, one after another in one thread, while another watches the time.
 * Each mutant depends on its number and the run's seed alone.
 */
final class FuzzRun {
  static final String UNDECLARED = "undeclared";
  static final String LATE = "too slow";
  static final String MEMORY = "out of memory";
  static final String PRINTED = "printed to stderr";

  /** How much longer something may wait than compute. */
  private static final int WAITED = 12;

  private static final int ENDING_MILLIS = 2000;
  private static final OperatingSystemMXBean PROCESS =
      ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

  private final FuzzedFormat format;
  private final List<Input> seeds;
  private final long seed;
  private final long limitMillis;
  private final Findings findings;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private long read;
  private long refused;
  private long guarded;
  private long done;
  private volatile long end;
  private volatile Worker worker;

  FuzzRun(FuzzedFormat format, long seed, long limitMillis, Findings findings) throws Exception {
    this.format = format;
    this.seeds = format.seeds();
    this.seed = seed;
    this.limitMillis = limitMillis;
    this.findings = findings;
    for (Input input : seeds) {
      try {
        format.read(input);
      } catch (Exception e) {
        throw new IllegalStateException(format.name() + ": the seed " + input.name(), e);
      }
    }
    if (seeds.isEmpty()) {
      throw new IllegalStateException(format.name() + ": no seeds");
    }
    this.worker = new Worker(0);
  }

  /** What the process, all its threads, has used of the processor: others may be busy, too. */
  private static long processor() {
    return PROCESS.getProcessCpuTime();
  }

  /** The mutant of a number. */
  Input mutant(long index) throws Exception {
    Random random = new Random(seed * 1_000_003 + index * 31 + format.name().hashCode());
    random.nextInt();
    return format.mutant(seeds.get(random.nextInt(seeds.size())), random);
  }

  /** One thread's work, which is left behind if it does not end. */
  private final class Worker extends Thread {
    private volatile long index;
    private volatile long since = System.nanoTime();
    private volatile long used = processor();
    private volatile boolean abandoned;
    private volatile boolean done;

    Worker(long first) {
      super("fuzz-" + format.name());
      setDaemon(true);
      index = first;
    }

    @Override
    public void run() {
      while (index < end && !abandoned) {
        since = System.nanoTime();
        used = processor();
        one(index, this);
        if (abandoned) {
          return;
        }
        index++;
      }
      done = true;
    }
  }

  private void one(long index, Worker who) {
    Input input;
    try {
      input = mutant(index);
    } catch (Exception e) {
      throw new IllegalStateException("mutant " + index + " could not be made", e);
    }
    Throwable thrown = null;
    try {
      format.read(input);
    } catch (Throwable e) { // whatever it is, it is the subject
      thrown = e;
    }
    if (who.abandoned) {
      return;
    }
    done++;
    if (thrown == null) {
      read++;
    } else if (format.isDeclared(thrown)) {
      refused++;
      Throwable cause = thrown.getCause();
      boolean unforeseen = cause instanceof RuntimeException || cause instanceof Error;
      guarded += thrown instanceof FormatException && unforeseen ? 1 : 0;
      if (cause instanceof OutOfMemoryError) {
        findings.add(MEMORY, format.name(), index, input, Stack.of(cause));
      }
    } else {
      String kind = thrown instanceof OutOfMemoryError ? MEMORY : UNDECLARED;
      findings.add(kind, format.name(), index, input, Stack.of(thrown));
    }
    if (printed.size() > 0) {
      String text = printed.toString(StandardCharsets.UTF_8);
      printed.reset();
      findings.add(
          PRINTED,
          format.name(),
          index,
          input,
          new Stack(text.substring(0, Math.min(300, text.length())), new StackTraceElement[0]));
    }
  }

  /** Reads the mutants from one number to another, and tells what came of it. */
  String run(long first, long count) throws InterruptedException {
    end = first + count;
    PrintStream before = System.err;
    System.setErr(new PrintStream(printed, true, StandardCharsets.UTF_8));
    long begin = System.nanoTime();
    try {
      worker = new Worker(first);
      worker.start();
      while (!worker.done) {
        worker.join(50);
        if (!worker.isAlive() && !worker.done) {
          throw new IllegalStateException("the thread of mutant " + worker.index + " ended");
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(processor() - worker.used);
        long waited = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - worker.since);
        if (!worker.done && (millis > limitMillis || waited > WAITED * limitMillis)) {
          late(Math.max(millis, waited / WAITED));
        }
      }
    } finally {
      System.setErr(before);
    }
    return String.format(
        Locale.ROOT,
        "%s: %d mutants, %d read, %d refused (%d of them at the boundary), %d undeclared, %d over %d"
            + " s, %d out of memory, %d printed; %.1f s",
        format.name(),
        done + findings.count(LATE),
        read,
        refused,
        guarded,
        findings.count(UNDECLARED),
        findings.count(LATE),
        limitMillis / 1000,
        findings.count(MEMORY),
        findings.count(PRINTED),
        (System.nanoTime() - begin) / 1e9);
  }

  private void late(long millis) throws InterruptedException {
    Worker slow = worker;
    StackTraceElement[] frames = slow.getStackTrace();
    slow.abandoned = true;
    slow.interrupt();
    try {
      findings.add(
          LATE, format.name(), slow.index, mutant(slow.index), new Stack(millis + " ms", frames));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
    slow.join(ENDING_MILLIS);
    worker = new Worker(slow.isAlive() ? end : slow.index + 1); // its loop would slow all others
    worker.start();
  }
}
