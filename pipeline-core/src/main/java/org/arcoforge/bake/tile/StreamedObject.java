package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.quality.TileSamples;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.zarr.ArrayEncoder;
import org.arcoforge.zarr.PartEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Makes a large object from bands of its values, in their order: each is summed up and compressed
 * while it is in the processor's cache, and no more of the object than a part is in memory.
 */
final class StreamedObject implements AutoCloseable {
  private final ArrayLayout layout;
  private final DataType type;
  private final BufferPool buffers;
  private final ArrayEncoder encoder;
  private final PartEncoder encoded;
  private final @Nullable PhysicalValues physical; // null where nothing is summed up
  private final TileSamples.@Nullable Taken samples; // null where nobody wants them
  private final @Nullable ObjectDraft draft; // null where the object is made in memory
  private final int valid; // bytes of values; behind them is padding
  private final List<@Nullable Statistics> sums = new ArrayList<>();
  private @Nullable Runnable free; // null when that was told
  private boolean isAllFill = true;
  private @Nullable Part open; // that is not whole yet
  private int at; // where the next part begins

  /**
   * Begins an object.
   *
   * @param region of the array that it holds, whose values are its first ones
   * @param free told once when the encoder is not needed any more
   */
  StreamedObject(
      ArrayLayout layout,
      Region region,
      BufferPool buffers,
      ArrayEncoder encoder,
      PartEncoder encoded,
      @Nullable PhysicalValues physical,
      TileSamples.@Nullable Taken samples,
      @Nullable ObjectDraft draft,
      Runnable free) {
    this.layout = layout;
    this.type = layout.variable().type();
    this.buffers = buffers;
    this.encoder = encoder;
    this.encoded = encoded;
    this.physical = physical;
    this.samples = samples;
    this.draft = draft;
    this.free = free;
    this.valid = Math.toIntExact(region.elements() * type.size());
  }

  /** Returns the object's key, in its array's grid. */
  String key(long[] index) {
    return encoder.key(index);
  }

  /**
   * Adds the next values.
   *
   * @param region of the array that they are
   * @return whether it could be made so; if not, nothing is lost but time
   */
  boolean add(Block values, Region region) throws IOException {
    if (samples != null) {
      samples.add(values, region);
    }
    return add(values);
  }

  void keepSamples() {
    if (samples != null) {
      samples.keep();
    }
  }

  @Nullable ObjectDraft draft() {
    return draft;
  }

  /**
   * Fills it up: values beyond the edge of the array are the fill value.
   *
   * @return whether it could be made so
   */
  boolean pad() throws IOException {
    int left = encoded.length() - at - filled();
    if (left == 0) {
      return true;
    }
    int most = Math.min(left, PartEncoder.PART);
    Block padding = buffers.room(type, most / type.size());
    try {
      padding.fill(layout.fill());
      for (; left > 0; left -= most) {
        if (!add(Block.wrap(type, padding.bytes(), Math.min(most, left) / type.size()))) {
          return false;
        }
      }
      return true;
    } finally {
      buffers.give(padding);
    }
  }

  private int filled() {
    return open == null ? 0 : open.filled;
  }

  /** Returns whether every element has the bits of the fill value, and readers see it as such. */
  boolean isAllFill() {
    return isAllFill;
  }

  /** Returns the statistics of all values; null where nothing is summed up. */
  @Nullable Statistics statistics() {
    return physical == null ? null : PartSums.sum(sums);
  }

  /** Returns the object, or its head if a body took the rest. */
  ArrayEncoder.Encoded encoded() {
    return encoded.end();
  }

  private boolean add(Block values) throws IOException {
    byte[] bytes = values.bytes();
    int length = values.byteLength();
    List<Part> whole = new ArrayList<>();
    for (int from = 0; from < length; ) {
      Part part = open == null ? new Part(at, buffers.take(encoded.size(at))) : open;
      int n = Math.min(part.bytes.length - part.filled, length - from);
      part.from = from;
      part.count = n;
      from += n;
      if (part.filled + n < part.bytes.length) {
        part.copy(bytes);
        open = part;
        break;
      }
      open = null;
      at += part.bytes.length;
      whole.add(part);
    }
    return finish(whole, bytes);
  }

  /** Tells that the encoder is not needed any more. */
  void free() {
    if (free != null) {
      free.run();
      free = null;
    }
  }

  /** Ends it; without a name, nothing of it is left. */
  @Override
  public void close() throws IOException {
    if (open != null) {
      buffers.give(open.bytes);
      open = null;
    }
    free();
    if (draft != null) {
      draft.close();
    }
  }

  /** Parts do not depend on each other: all threads of the crew may work on them. */
  private boolean finish(List<Part> whole, byte[] bytes) throws IOException {
    ParallelTasks.each(
        whole,
        part -> {
          part.copy(bytes);
          part.compress();
        });
    boolean fits = true;
    for (Part part : whole) {
      fits = fits && encoded.append(part.compressed);
      sums.addAll(part.sums);
      isAllFill &= part.isFill;
      buffers.give(part.bytes);
    }
    whole.clear();
    return fits;
  }

  /** This is what is compressed at a time. */
  private final class Part {
    private final int at;
    private final byte[] bytes;
    private int filled;
    private int from; // of the band's bytes
    private int count;
    private byte[] compressed = new byte[0];
    private List<@Nullable Statistics> sums = List.of();
    private boolean isFill;

    Part(int at, byte[] bytes) {
      this.at = at;
      this.bytes = bytes;
    }

    void copy(byte[] band) {
      System.arraycopy(band, from, bytes, filled, count);
      filled += count;
    }

    void compress() {
      Block values = Block.wrap(type, bytes, bytes.length / type.size());
      isFill = isAllFill && encoder.isAllFill(values);
      if (physical != null) {
        sums = summedUp(physical, values);
      }
      compressed = encoded.compress(bytes);
    }

    private List<@Nullable Statistics> summedUp(PhysicalValues of, Block values) {
      List<@Nullable Statistics> each = new ArrayList<>();
      int present = Math.max(0, Math.min(bytes.length, valid - at)) / type.size();
      int step = PartSums.elements(values);
      for (int i = 0; i < present; i += step) {
        each.add(of.summarize(values, i, Math.min(present, i + step)));
      }
      return each;
    }
  }
}
