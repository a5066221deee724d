package org.arcoforge.beam;

import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.commit.DraftStore;
import org.arcoforge.commit.Receipt;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.store.ObjectNotFoundException;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ZarrException;

/**
 * Reads an object back and compares its digest with the receipt, and its values with the sources.
 */
final class ObjectVerifier {
  private final Plan plan;
  private final Readers readers;
  private final ObjectStore target;

  ObjectVerifier(Plan plan, Readers readers, ObjectStore target) {
    this.plan = plan;
    this.readers = readers;
    this.target = target;
  }

  /** What is wrong with an object; empty if nothing is. */
  Optional<String> check(PlannedArray array, Receipt.Written receipt, long... index)
      throws IOException {
    byte[] bytes;
    try {
      bytes = target.read(receipt.key());
    } catch (ObjectNotFoundException e) {
      return Optional.of(target.url(receipt.key()) + " is not there any more");
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    if (bytes.length != receipt.size() || crc.getValue() != receipt.crc32c()) {
      return Optional.of(
          target.url(receipt.key())
              + " has "
              + bytes.length
              + " bytes with crc32c "
              + crc.getValue()
              + ", expected "
              + receipt.size()
              + " with "
              + receipt.crc32c());
    }
    Region region = array.layout().objects().region(index);
    Block expected = new TileAssembler(plan, readers).assemble(array, region);
    Block found;
    try {
      found = DraftStore.open(target, plan.layout()).array(array.name()).decode(bytes, index);
    } catch (ZarrException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
    if (found.equals(expected)) {
      return Optional.empty();
    }
    return Optional.of(
        target.url(receipt.key())
            + ": array '"
            + array.name()
            + "' "
            + region
            + " differs from the sources, first at element "
            + firstDifference(found, expected));
  }

  private static int firstDifference(Block a, Block b) {
    if (a.type() == DataType.STRING) {
      return Arrays.mismatch(a.strings(), b.strings());
    }
    int at = Arrays.mismatch(a.bytes(), 0, a.byteLength(), b.bytes(), 0, b.byteLength());
    return at / Math.max(1, a.type().size());
  }
}
