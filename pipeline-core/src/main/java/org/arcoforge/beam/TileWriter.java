package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.PhysicalValues;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.arcoforge.zarr.EncoderBuffers;
import org.jspecify.annotations.Nullable;

/**
 * Fills tiles: reads, assembles, encodes, writes each object once, and leaves the receipt. Safe for
 * many threads; those of a {@link Crew} share the work on one tile.
 */
final class TileWriter {
  /** Statistics are summed up by so many elements: the same sums however many threads there are. */
  private static final int SUMMED = 1 << 20;

  private final Plan plan;
  private final Readers readers;
  private final RunFolder run;
  private final ObjectStore target;
  private final TileBuffers buffers;
  private final KeptParts kept;
  private final Queue<EncoderBuffers> encoding = new ConcurrentLinkedQueue<>(); // one a thread

  /** A writer of a plan's tiles, which keeps some memory between tiles. */
  TileWriter(Plan plan, Readers readers, RunFolder run) {
    this.plan = plan;
    this.readers = readers;
    this.run = run;
    this.target = run.target(plan.recipe().id());
    this.buffers = new TileBuffers(plan.memory().tiles());
    this.kept = new KeptParts(plan.memory().kept());
  }

  /**
   * What one tile came to.
   *
   * @param reused whether a run before had written it
   */
  record Done(long objects, long bytesRead, long bytesWritten, boolean reused) {}

  Done write(PlannedArray array, long number) throws IOException {
    Optional<Receipt> before = run.receipt(array.name(), number);
    if (before.isPresent() && isStillThere(before.get())) {
      return new Done(before.get().objects().size(), 0, 0, true);
    }
    Tile tile = tile(array, number);
    TileAssembler assembler = new TileAssembler(plan, readers, kept, buffers);
    assembler.fill(array, number, tile);
    Written all = objects(array, number, tile);
    run.save(new Receipt(array.name(), number, all.objects(), all.sum(), assembler.bytesRead()));
    for (int n = 0; n < tile.count(); n++) {
      buffers.give(tile.block(n));
    }
    return new Done(all.objects().size(), assembler.bytesRead(), all.bytes(), false);
  }

  private Tile tile(PlannedArray array, long number) {
    ArrayLayout layout = array.layout();
    Region region = layout.objects().elements(array.objectsOf(number));
    DataType type = layout.variable().type();
    return new Tile(region, layout.objects().chunk(), shape -> buffers.take(type, shape));
  }

  private record Written(List<Receipt.Written> objects, @Nullable Statistics sum) {
    long bytes() {
      return objects.stream().mapToLong(Receipt.Written::size).sum();
    }
  }

  private Written objects(PlannedArray array, long number, Tile tile) throws IOException {
    List<long[]> indices = new ArrayList<>();
    Indices.of(array.objectsOf(number)).forEach(indices::add);
    Receipt.Written[] written = new Receipt.Written[tile.count()];
    @Nullable Statistics[] sums = new Statistics[tile.count()];
    PhysicalValues physical = array.physical();
    Parallel.each(
        IntStream.range(0, tile.count()).boxed().toList(),
        n -> {
          sums[n] = statistics(physical, tile.block(n));
          EncoderBuffers free = encoding.poll();
          EncoderBuffers reused = free == null ? new EncoderBuffers() : free;
          ArrayEncoder encoder =
              ArrayEncoder.of(array.layout(), plan.layout().zarrFormat(), reused);
          written[n] =
              create(
                  encoder,
                  encoder.encode(tile.block(n), tile.region(n).start(), indices.get(n)),
                  indices.get(n));
          encoding.add(reused);
        });
    return new Written(List.of(written), sum(sums));
  }

  private Receipt.Written create(ArrayEncoder encoder, ArrayEncoder.Encoded encoded, long[] index)
      throws IOException {
    CRC32C crc = new CRC32C();
    crc.update(encoded.bytes(), 0, encoded.length());
    ObjectInfo info = target.create(encoder.key(index), encoded.bytes(), 0, encoded.length());
    if (info.size() != encoded.length()
        || (info.crc32c() >= 0 && info.crc32c() != crc.getValue())) {
      throw new ObjectExistsException(
          target.url(info.key())
              + ": "
              + encoded.length()
              + " bytes with crc32c "
              + crc.getValue()
              + " were written, but the store says "
              + info);
    }
    return new Receipt.Written(info.key(), info.size(), crc.getValue());
  }

  /** Of one object, by all threads: the only object of a tile may be large. */
  private static @Nullable Statistics statistics(PhysicalValues physical, Block values)
      throws IOException {
    int n = values.elements();
    int parts = n / SUMMED + 1;
    @Nullable Statistics[] sums = new Statistics[parts];
    Parallel.each(
        IntStream.range(0, parts).boxed().toList(),
        p ->
            sums[p] = physical.summarize(values, p * SUMMED, (int) Math.min(n, (p + 1L) * SUMMED)));
    return sum(sums);
  }

  private static @Nullable Statistics sum(@Nullable Statistics[] parts) {
    Statistics sum = parts.length == 0 ? Statistics.none() : parts[0];
    for (int p = 1; p < parts.length; p++) {
      sum = sum == null || parts[p] == null ? null : sum.plus(parts[p]);
    }
    return sum;
  }

  private boolean isStillThere(Receipt receipt) throws IOException {
    for (Receipt.Written w : receipt.objects()) {
      Optional<ObjectInfo> info = target.stat(w.key());
      if (info.isEmpty() || info.get().size() != w.size()) {
        return false;
      }
      if (info.get().crc32c() >= 0 && info.get().crc32c() != w.crc32c()) {
        return false;
      }
    }
    return true;
  }
}
