package org.arcoforge.beam;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongConsumer;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.pattern.Position;
import org.arcoforge.plan.FileView;
import org.arcoforge.plan.PlanException;
import org.arcoforge.plan.ScanNeeds;
import org.arcoforge.plan.SourceFailure;
import org.arcoforge.plan.SourceRecord;
import org.arcoforge.recipe.Recipe;
import org.arcoforge.source.SourceException;
import org.arcoforge.source.SourceNotFoundException;
import org.jspecify.annotations.Nullable;

/** Reads the header of one file, and the few values that the plan needs. */
final class Scanner {
  /** Headers that each processor waits for: they are small, and far away. */
  private static final int WAITING = 4;

  private final Recipe recipe;
  private final Readers readers;

  Scanner(Recipe recipe, Readers readers) {
    this.recipe = recipe;
    this.readers = readers;
  }

  /** Either a record or a failure. */
  record Scan(@Nullable SourceRecord record, @Nullable SourceFailure failure)
      implements java.io.Serializable {}

  /**
   * Scans the files at some positions, in their order.
   *
   * @param threads of the processor; more headers than that are waited for at once
   * @param progress told after each how many are done
   */
  List<Scan> scan(List<Long> positions, int threads, LongConsumer progress) throws IOException {
    if (positions.size() < 2) {
      return positions.isEmpty() ? List.of() : List.of(scan(positions.get(0)));
    }
    ExecutorService pool =
        Executors.newFixedThreadPool(Math.min(positions.size(), WAITING * threads));
    try {
      List<Future<Scan>> running = new ArrayList<>();
      for (long position : positions) {
        running.add(pool.submit(() -> scan(position)));
      }
      List<Scan> scans = new ArrayList<>();
      for (Future<Scan> scan : running) {
        scans.add(scan.get());
        progress.accept(scans.size());
      }
      return scans;
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

  /** Scans the file at a position. */
  Scan scan(long number) throws IOException {
    Position position = recipe.pattern().position(number);
    try {
      return new Scan(readers.use(recipe.pattern(), position, file -> read(file, position)), null);
    } catch (SourceException e) {
      boolean notFound = e instanceof SourceNotFoundException;
      return failure(
          number,
          e.url(),
          notFound ? SourceFailure.Kind.NOT_FOUND : SourceFailure.Kind.FAILED,
          e.getMessage());
    } catch (PlanException e) { // a transform that does not fit: trying again does not help
      boolean source = e.kind() == PlanException.Kind.SOURCES; // what the file holds
      return failure(
          number,
          recipe.pattern().url(position),
          source ? SourceFailure.Kind.FAILED : SourceFailure.Kind.RECIPE,
          e.getMessage());
    }
  }

  private static Scan failure(
      long number, String url, SourceFailure.Kind kind, @Nullable String message) {
    return new Scan(null, new SourceFailure(number, url, kind, String.valueOf(message)));
  }

  private SourceRecord read(Readers.OpenFile file, Position position) throws IOException {
    FileView view = file.view(recipe, position);
    ScanNeeds needs = ScanNeeds.of(recipe, view);
    Map<String, Block> values = new TreeMap<>();
    Map<String, String> digests = new TreeMap<>();
    for (String name : needs.values()) {
      values.put(name, file.whole(view.required(name)));
    }
    for (String name : needs.digests()) {
      Block block = values.get(name);
      digests.put(name, digest(block == null ? file.whole(view.required(name)) : block));
    }
    return new SourceRecord(
        position.number(), file.url(), file.fingerprint(), view, values, digests);
  }

  private static String digest(Block block) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      sha.update(
          (block.type().id() + Arrays.toString(block.shape()))
              .getBytes(java.nio.charset.StandardCharsets.UTF_8));
      if (block.type() == DataType.STRING) {
        for (int i = 0; i < block.elements(); i++) {
          sha.update(block.strings()[i].getBytes(java.nio.charset.StandardCharsets.UTF_8));
          sha.update((byte) 0);
        }
      } else {
        sha.update(block.bytes(), 0, block.byteLength());
      }
      return HexFormat.of().formatHex(sha.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every Java platform has SHA-256
    }
  }
}
