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

  Done write(PlannedArray array, long tile) throws IOException {
    Optional<Receipt> before = run.receipt(array.name(), tile);
    if (before.isPresent() && isStillThere(before.get())) {
      return new Done(before.get().objects().size(), 0, 0, true);
    }
    ArrayLayout layout = array.layout();
    Region box = array.objectsOf(tile);
    Region region = layout.objects().elements(box);
    Block values = buffers.take(layout.variable().type(), region.size());
    TileAssembler assembler = new TileAssembler(plan, readers, kept);
    assembler.fill(array, tile, region, values);
    List<Receipt.Written> written = objects(layout, box, region, values);
    Statistics statistics = statistics(array.physical(), values);
    run.save(new Receipt(array.name(), tile, written, statistics, assembler.bytesRead()));
    buffers.give(values);
    long bytes = written.stream().mapToLong(Receipt.Written::size).sum();
    return new Done(written.size(), assembler.bytesRead(), bytes, false);
  }

  private List<Receipt.Written> objects(ArrayLayout layout, Region box, Region region, Block values)
      throws IOException {
    List<long[]> indices = new ArrayList<>();
    Indices.of(box).forEach(indices::add);
    Receipt.Written[] written = new Receipt.Written[indices.size()];
    Queue<ArrayEncoder> encoders = new ConcurrentLinkedQueue<>(); // as many as threads
    List<Integer> numbers = IntStream.range(0, written.length).boxed().toList();
    Parallel.each(
        numbers,
        n -> {
          ArrayEncoder free = encoders.poll();
          ArrayEncoder encoder =
              free == null ? ArrayEncoder.of(layout, plan.layout().zarrFormat()) : free;
          written[n] =
              create(
                  encoder, encoder.encode(values, region.start(), indices.get(n)), indices.get(n));
          encoders.add(encoder);
        });
    return List.of(written);
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

  private static @Nullable Statistics statistics(PhysicalValues physical, Block values)
      throws IOException {
    int n = values.elements();
    int parts = n / SUMMED + 1;
    @Nullable Statistics[] sums = new Statistics[parts];
    Parallel.each(
        IntStream.range(0, parts).boxed().toList(),
        p ->
            sums[p] = physical.summarize(values, p * SUMMED, (int) Math.min(n, (p + 1L) * SUMMED)));
    Statistics sum = sums[0];
    for (int p = 1; p < parts; p++) {
      sum = sum == null || sums[p] == null ? null : sum.plus(sums[p]);
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
