package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.ChunkGrid;
import org.arcoforge.array.Indices;
import org.arcoforge.array.Region;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectExistsException;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;

/** Fills one tile: reads, assembles, encodes, writes each object once, and leaves the receipt. */
final class TileWriter {
  private final Plan plan;
  private final Readers readers;
  private final RunFolder run;
  private final ObjectStore target;

  TileWriter(Plan plan, Readers readers, RunFolder run) {
    this.plan = plan;
    this.readers = readers;
    this.run = run;
    this.target = run.target(plan.recipe().id());
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
    ChunkGrid objects = layout.objects();
    Region box = array.objectsOf(tile);
    Region region = objects.elements(box);
    long readBefore = CountedSource.bytesOfThread();
    Block values = new TileAssembler(plan, readers).assemble(array, region);
    long bytesRead = CountedSource.bytesOfThread() - readBefore;
    ArrayEncoder encoder = ArrayEncoder.of(layout, plan.layout().zarrFormat());
    List<Receipt.Written> written = new ArrayList<>();
    long bytes = 0;
    for (long[] index : Indices.of(box)) {
      ArrayEncoder.Encoded encoded = encoder.encode(values, region.start(), index);
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
      written.add(new Receipt.Written(info.key(), info.size(), crc.getValue()));
      bytes += info.size();
    }
    run.save(
        new Receipt(array.name(), tile, written, array.physical().summarize(values), bytesRead));
    return new Done(written.size(), bytesRead, bytes, false);
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
