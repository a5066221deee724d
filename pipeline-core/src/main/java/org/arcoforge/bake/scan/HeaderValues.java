package org.arcoforge.bake.scan;

import java.util.Map;
import java.util.TreeMap;
import org.arcoforge.array.Block;
import org.arcoforge.array.NamedValues;
import org.arcoforge.array.Region;
import org.arcoforge.format.SourceDescription;
import org.arcoforge.view.StoredArray;
import org.arcoforge.view.StoredValues;
import org.arcoforge.view.VariableView;

/**
 * Header values are the values of one file that a scan looks at: of the open file, or of what is
 * kept of it.
 */
abstract class HeaderValues implements StoredValues {
  private final SourceDescription description;

  HeaderValues(SourceDescription description) {
    this.description = description;
  }

  SourceDescription description() {
    return description;
  }

  /** Returns the digest of a whole variable; {@code values} may be null. */
  final String digest(VariableView v, @org.jspecify.annotations.Nullable Block values) {
    return v.origin() instanceof StoredArray stored
        ? digestOfStored(stored.variable(), v, values)
        : BlockDigest.of(values == null ? v.read(this) : values);
  }

  /** Returns the digest of a variable that is one of the file as it is. */
  abstract String digestOfStored(
      String variable, VariableView v, @org.jspecify.annotations.Nullable Block values);

  /** Reads values of an open file and remembers what was read. */
  static final class Read extends HeaderValues {
    /** Larger boxes are not kept: who needs them opens the file. */
    private static final int MOST_BYTES = 1 << 20;

    private final StoredValues file;
    private final Map<String, Block> boxes = new TreeMap<>();
    private final Map<String, String> digests = new TreeMap<>();

    Read(SourceDescription description, StoredValues file) {
      super(description);
      this.file = file;
    }

    @Override
    public void read(String variable, Region region, Block target, long[] at) {
      file.read(variable, region, target, at);
      if (region.elements() * Math.max(8, target.type().size()) <= MOST_BYTES) {
        Block box = Block.allocate(target.type(), region.size());
        Block.copy(target, at, box, new long[region.rank()], region.size());
        boxes.put(SourceHeader.box(variable, region), box);
      }
    }

    @Override
    String digestOfStored(
        String variable, VariableView v, @org.jspecify.annotations.Nullable Block values) {
      return digests.computeIfAbsent(
          variable, k -> BlockDigest.of(values == null ? v.read(file) : values));
    }

    NamedValues<Block> boxes() {
      return NamedValues.copyOf(boxes);
    }

    NamedValues<String> digests() {
      return NamedValues.copyOf(digests);
    }
  }

  /** Gives values that are kept. */
  static final class Kept extends HeaderValues {
    private final SourceHeader header;

    Kept(SourceHeader header) {
      super(header.description());
      this.header = header;
    }

    @Override
    public void read(String variable, Region region, Block target, long[] at) {
      Block box = header.values().get(SourceHeader.box(variable, region));
      if (box == null) {
        throw new NotKeptException();
      }
      Block.copy(box, new long[region.rank()], target, at, region.size());
    }

    @Override
    String digestOfStored(
        String variable, VariableView v, @org.jspecify.annotations.Nullable Block values) {
      String digest = header.digests().get(variable);
      if (digest == null) {
        throw new NotKeptException();
      }
      return digest;
    }
  }

  /** This exception says that the recipe needs more than what was kept. */
  static final class NotKeptException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotKeptException() {
      super("not kept", null, false, false);
    }
  }
}
