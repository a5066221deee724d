package org.arcoforge.bake.scan;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongConsumer;
import java.util.stream.LongStream;
import org.arcoforge.array.Block;
import org.arcoforge.bake.ProcessCounters;
import org.arcoforge.bake.SourceFile;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.WorkerSession;
import org.arcoforge.fault.Blame;
import org.arcoforge.pattern.FilePattern;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.merge.ScanNeeds;
import org.arcoforge.plan.merge.SourceFailure;
import org.arcoforge.plan.merge.SourceRecord;
import org.arcoforge.recipe.Policies;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.recipe.RefusedException;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.arcoforge.source.SourceVersion;
import org.arcoforge.source.Sources;
import org.arcoforge.transform.FileTransformer;
import org.arcoforge.view.FileView;
import org.arcoforge.view.VariableView;
import org.jspecify.annotations.Nullable;

/**
 * Reads headers of files, and the few values that the plan needs; not of files whose headers are
 * kept and which have not changed since.
 */
public final class HeaderScanner {
  /** Headers that each processor waits for: they are small, and far away. */
  private static final int WAITING = 4;

  /** So many times as many are begun before the first of them is asked for. */
  private static final int AHEAD = 8;

  private final Recipe recipe;
  private final SourceFiles readers;
  private final HeaderCache headers;
  private final long pageLength;
  private final LongAdder read = new LongAdder();
  private final ProcessCounters counters;
  private final List<HeaderScanner> alternatives = new ArrayList<>(); // none if there is one
  private final boolean isAlternative;
  private final Set<String> retried; // URLs, of a run that asks for these again

  HeaderScanner(Recipe recipe, SourceFiles readers, HeaderCache headers) {
    this(recipe, readers, headers, new ProcessCounters(), false, Set.of());
  }

  private HeaderScanner(
      Recipe recipe,
      SourceFiles readers,
      HeaderCache headers,
      ProcessCounters counters,
      boolean isAlternative,
      Set<String> retried) {
    this.retried = retried;
    this.isAlternative = isAlternative;
    this.counters = counters;
    this.recipe = recipe;
    this.readers = readers;
    this.headers = headers;
    this.pageLength = HeaderCache.pageLength(recipe.pattern().size());
    for (int k = 0;
        recipe.pattern().alternatives() > 1 && k < recipe.pattern().alternatives();
        k++) {
      Recipe one = recipe.toBuilder().pattern(recipe.pattern().choosing(k)).build();
      alternatives.add(new HeaderScanner(one, readers, headers, counters, true, retried));
    }
  }

  /** Makes a scanner that keeps no headers. */
  public HeaderScanner(Recipe recipe, SourceFiles readers) {
    this(recipe, readers, HeaderCache.none());
  }

  /** Returns the scanner of a bake, with the headers that its bakery keeps. */
  public static HeaderScanner of(WorkerSession session) {
    return new HeaderScanner(
        session.config().recipe(),
        session.files(),
        HeaderCache.of(session),
        session.counters(),
        false,
        session.config().retried());
  }

  /**
   * Either a record or a failure.
   *
   * @param unreachable whether the failure is that of the way to the file's host
   */
  public record Scan(
      @Nullable SourceRecord record, @Nullable SourceFailure failure, boolean unreachable)
      implements java.io.Serializable {
    /** Of a file that is there, or whose failure is its own. */
    public Scan(@Nullable SourceRecord record, @Nullable SourceFailure failure) {
      this(record, failure, false);
    }
  }

  /** Takes scans, some at a time. */
  public interface Sink {
    void accept(List<Scan> scans) throws IOException;
  }

  /** Returns files that were opened, because nothing was kept of them or they have changed. */
  public long read() {
    return read.sum() + alternatives.stream().mapToLong(HeaderScanner::read).sum();
  }

  /**
   * Scans the files at some positions, in their order.
   *
   * @param threads of the processor; more headers than that are waited for at once
   * @param progress told after each how many are done
   */
  List<Scan> scan(List<Long> positions, int threads, LongConsumer progress) throws IOException {
    List<Scan> scans = new ArrayList<>();
    LongStream numbers = positions.stream().mapToLong(Long::longValue);
    scan(numbers, threads, progress, scans::addAll);
    return scans;
  }

  /**
   * Scans any number of positions; the sink gets as many at a time as a page has. Where the first
   * ones tell that all will fail, the others are not looked at, and the last scan says so.
   */
  public void scan(LongStream positions, int threads, LongConsumer progress, Sink sink)
      throws IOException {
    int together = Math.max(WAITING * threads, recipe.pattern().access().concurrencyPerHost());
    ExecutorService pool = Executors.newFixedThreadPool(together);
    try {
      PrimitiveIterator.OfLong numbers = positions.iterator();
      ArrayDeque<Future<Scan>> running = new ArrayDeque<>();
      List<Scan> done = new ArrayList<>();
      HeaderPages pages = new HeaderPages(pageLength, this::page);
      EarlyEnd early = new EarlyEnd(recipe);
      long count = 0;
      while (numbers.hasNext() || !running.isEmpty()) {
        while (numbers.hasNext() && running.size() < AHEAD * together) {
          long number = numbers.nextLong();
          running.add(pool.submit(work(number, pages.at(number))));
        }
        if (!numbers.hasNext()) {
          pages.end();
        }
        Scan scan = running.remove().get();
        done.add(scan);
        progress.accept(++count);
        SourceFailure all = early.after(scan, ask(pool));
        if (all != null) {
          done.add(new Scan(null, all));
          sink.accept(List.copyOf(done));
          return;
        }
        if (done.size() >= pageLength || running.isEmpty()) {
          sink.accept(List.copyOf(done));
          done.clear();
        }
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private EarlyEnd.Probe ask(ExecutorService pool) {
    return positions -> {
      List<Future<Scan>> asked = new ArrayList<>();
      for (long n : positions) {
        asked.add(pool.submit(() -> scan(n)));
      }
      List<Scan> scans = new ArrayList<>();
      for (Future<Scan> scan : asked) {
        scans.add(scan.get());
      }
      return scans;
    };
  }

  private @Nullable HeaderPage page(long first) {
    FilePattern pattern = recipe.pattern();
    return headers.page(Sources.key(pattern.url(pattern.position(first))), pageLength);
  }

  private Callable<Scan> work(long number, HeaderPages.Use use) {
    return () -> {
      try {
        return scan(number, use.page());
      } finally {
        use.done();
      }
    };
  }

  /** Scans the file at a position, whatever is kept of it. */
  public Scan scan(long number) throws IOException {
    return scan(number, null);
  }

  private Scan scan(long number, @Nullable HeaderPage page) throws IOException {
    if (alternatives.isEmpty()) {
      return one(number, page);
    }
    List<String> looked = new ArrayList<>();
    for (int k = 0; k < alternatives.size(); k++) {
      Scan scan = alternatives.get(k).one(number, page);
      SourceRecord record = scan.record();
      SourceFailure failure = scan.failure();
      if (record != null) {
        return new Scan(record.toBuilder().alternative(k).build(), null);
      }
      if (failure == null || failure.kind() != SourceFailure.Kind.NOT_FOUND) {
        return scan;
      }
      looked.add(failure.url());
    }
    return new Scan(
        null,
        new SourceFailure(
            number,
            looked.get(0),
            SourceFailure.Kind.NOT_FOUND,
            "none of " + looked.size() + " alternatives is there: " + String.join(", ", looked),
            SourceException.Reason.ABSENT.toString(),
            1,
            true));
  }

  private Scan one(long number, @Nullable HeaderPage page) throws IOException {
    Position position = recipe.pattern().position(number);
    try {
      Optional<SourceRecord> known = page == null ? Optional.empty() : kept(position, page);
      if (known.isPresent()) {
        return new Scan(known.get(), null);
      }
      return new Scan(
          readers.look(recipe.pattern(), position, file -> read(file, position, page)), null);
    } catch (SourceException e) {
      SourceFailure failed =
          new SourceFailure(
              number,
              e.url(),
              kind(e),
              told(kind(e), e.getMessage()),
              e.reason().toString(),
              e.attempts(),
              !e.mayPass());
      return new Scan(null, failed, e.isUnreachable());
    } catch (RefusedException e) { // a transform that does not fit: trying again does not help
      boolean source = e.blame() == Blame.SOURCES; // what the file holds
      String where = source ? "" : recipe.places().before(e.key());
      SourceFailure.Kind kind = source ? SourceFailure.Kind.FAILED : SourceFailure.Kind.RECIPE;
      String told = told(kind, where + e.getMessage());
      String reason = source ? SourceException.Reason.UNUSABLE.toString() : "";
      String url = recipe.pattern().shownUrl(position);
      return new Scan(null, new SourceFailure(number, url, kind, told, reason, 1, true));
    }
  }

  private static SourceFailure.Kind kind(SourceException e) {
    if (e.blame() == Blame.RECIPE) {
      return SourceFailure.Kind.RECIPE;
    }
    return e instanceof SourceNotFoundException
        ? SourceFailure.Kind.NOT_FOUND
        : SourceFailure.Kind.FAILED;
  }

  /** What is said of a failure, which counts unless the recipe allows it. */
  private String told(SourceFailure.Kind kind, @Nullable String message) {
    String told = recipe.pattern().redaction().text(String.valueOf(message));
    boolean allowed = // by the recipe, which may look for several files, or do without
        kind == SourceFailure.Kind.NOT_FOUND
            && (isAlternative
                || recipe.policies().missingFiles() != Policies.MissingFilePolicy.ERROR);
    if (!allowed) {
      counters.failed(told);
    }
    return told;
  }

  /** From what is kept of the file, if that is enough and still right. */
  private Optional<SourceRecord> kept(Position position, HeaderPage page) {
    String url = recipe.pattern().url(position);
    Optional<SourceHeader> header = page.get(Sources.key(url));
    if (header.isEmpty()) {
      return Optional.empty();
    }
    SourceHeader h = header.get();
    String shown = recipe.pattern().shownUrl(position);
    // A run that asks for what failed before asks for nothing else; what has changed meanwhile is
    // found when it is read.
    boolean asked = retried.isEmpty() || retried.contains(shown) || retried.contains(h.url());
    if (asked && !readers.version(recipe.pattern(), url).equals(Optional.of(h.version()))) {
      return Optional.empty();
    }
    try {
      return Optional.of(record(h.url(), h.version(), position, new HeaderValues.Kept(h)));
    } catch (RuntimeException e) { // the file itself tells what is wrong
      return Optional.empty();
    }
  }

  private SourceRecord read(SourceFile file, Position position, @Nullable HeaderPage page)
      throws IOException {
    read.increment();
    HeaderValues.Read values = new HeaderValues.Read(file.reader().describe(), file.stored());
    SourceVersion version = file.version();
    SourceRecord record = file.unwrapped(() -> record(file.url(), version, position, values));
    file.keep(position, record.view());
    if (page != null
        && file.isOneFile()
        && SourceHeader.isTold(version, System.currentTimeMillis())) {
      page.put(
          Sources.key(recipe.pattern().url(position)),
          new SourceHeader(
              version, file.url(), values.description(), values.boxes(), values.digests()));
    }
    return record;
  }

  private SourceRecord record(
      String url, SourceVersion version, Position position, HeaderValues file) {
    FileView view = FileTransformer.view(recipe, position, file.description(), file);
    NameCheck.check(url, file.description(), view);
    ScanNeeds needs = ScanNeeds.of(recipe, view);
    Map<String, Block> values = new TreeMap<>();
    Map<String, String> digests = new HashMap<>();
    for (String name : needs.values()) {
      values.put(name, view.required(name).read(file));
    }
    for (String name : needs.digests()) {
      VariableView v = view.required(name);
      digests.put(name, file.digest(v, values.get(name)));
    }
    return SourceRecord.builder()
        .position(position.number())
        .url(url)
        .fingerprint(SourceFile.fingerprint(version))
        .view(view)
        .values(values)
        .digests(digests)
        .build();
  }
}
