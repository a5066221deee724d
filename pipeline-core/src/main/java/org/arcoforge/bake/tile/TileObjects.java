package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.quality.TileSamples;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.tiling.ObjectParts;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.zarr.ArrayEncoder;
import org.arcoforge.zarr.EncoderBuffers;
import org.arcoforge.zarr.PartEncoder;
import org.jspecify.annotations.Nullable;

/** Makes the objects of tiles: sums their values up, encodes and puts them. Safe for threads. */
final class TileObjects {
  private final Plan plan;
  private final ObjectSink sink;
  private final boolean isResult; // and no intermediate
  private final BufferPool buffers;
  private final @Nullable TileSamples samples; // null where nobody will want them
  // Those used last come first: each keeps the largest object that it has encoded.
  private final Deque<EncoderBuffers> encoding = new ConcurrentLinkedDeque<>();
  private final Set<String> unfit = ConcurrentHashMap.newKeySet(); // arrays
  private final Semaphore streams = new Semaphore(ObjectParts.MOST);

  TileObjects(
      Plan plan,
      ObjectSink sink,
      boolean isResult,
      BufferPool buffers,
      @Nullable TileSamples samples) {
    this.plan = plan;
    this.sink = sink;
    this.isResult = isResult;
    this.buffers = buffers;
    this.samples = samples;
  }

  private EncoderBuffers reused() {
    EncoderBuffers free = encoding.pollFirst();
    return free == null ? new EncoderBuffers(buffers) : free;
  }

  private ArrayEncoder encoder(PlannedArray array, EncoderBuffers reused) {
    return ArrayEncoder.of(array.layout(), plan.layout().zarrFormat(), reused);
  }

  private boolean mustBeWritten() {
    return !isResult || plan.recipe().target().writeEmptyChunks();
  }

  /** What is summed up of an array; null where nothing is. */
  private @Nullable PhysicalValues physical(PlannedArray array) {
    return isResult ? array.physical() : null;
  }

  private TileSamples.@Nullable Taken samples(ArrayLayout layout, PlannedObject place, Region of) {
    return samples == null ? null : samples.begin(layout, place.index(), of);
  }

  /**
   * Makes an object that is in memory as a whole.
   *
   * @param values a block of the pool, which takes it back when the object is made
   * @param region of the array that they are
   */
  TilePut whole(PlannedArray array, PlannedObject place, Block values, Region region)
      throws IOException {
    TileSamples.Taken taken = samples(array.layout(), place, region);
    if (taken != null) {
      taken.add(values, region);
      taken.keep();
    }
    PhysicalValues physical = physical(array);
    Statistics sum = physical == null ? null : PartSums.of(physical, values);
    long[] index = place.index();
    EncoderBuffers reused = reused();
    ArrayEncoder encoder = encoder(array, reused);
    String key = encoder.key(index);
    Runnable free =
        () -> { // only then: what was encoded may be the values themselves
          reused.release();
          encoding.addFirst(reused);
          buffers.give(values);
        };
    if (!mustBeWritten() && encoder.isAllFill(values)) {
      free.run();
      return TilePut.made(key, null, sum);
    }
    ArrayEncoder.Encoded object = encoder.encode(values, place.region().start(), index);
    return TilePut.made(key, sink.put(array, place, key, object, free), sum);
  }

  /** Returns whether so many objects may be begun; then they are to be released. */
  boolean reserve(int objects) {
    return streams.tryAcquire(objects);
  }

  /** Releases as many objects as were reserved. */
  void release(int objects) {
    streams.release(objects);
  }

  /**
   * Begins an object whose values come bit by bit; null if it must be made as a whole.
   *
   * @param region of the array that it holds, which ends early along the first dimension only
   * @param alone whether no others are made at the same time
   */
  @Nullable StreamedObject begin(
      PlannedArray array, PlannedObject place, Region region, boolean alone) throws IOException {
    if (unfit.contains(array.name())) {
      return null;
    }
    EncoderBuffers reused = reused();
    Runnable free = () -> encoding.addFirst(reused);
    ArrayEncoder encoder = encoder(array, reused);
    PartEncoder parts = encoder.parts().orElse(null);
    if (parts == null || (!alone && !ObjectStreams.areLarge(parts))) {
      free.run();
      return null;
    }
    ObjectDraft draft = sink.draft(parts.head()).orElse(null);
    if (draft == null && !alone) { // all bytes of each would be in memory
      free.run();
      return null;
    }
    if (draft != null) {
      parts.into(draft::append);
    }
    TileSamples.Taken taken = samples(array.layout(), place, region);
    return new StreamedObject(
        array.layout(), region, buffers, encoder, parts, physical(array), taken, draft, free);
  }

  /** Told that objects of an array cannot be made of parts, which costs time to find out. */
  void unfit(PlannedArray array) {
    unfit.add(array.name());
  }

  /** Puts an object all of whose values have come; null if it must be made as a whole after all. */
  @Nullable TilePut end(PlannedArray array, PlannedObject place, StreamedObject object)
      throws IOException {
    String key = object.key(place.index());
    if (!object.pad()) {
      return null;
    }
    object.keepSamples();
    Statistics sum = object.statistics();
    if (!mustBeWritten() && object.isAllFill()) {
      return TilePut.made(key, null, sum);
    }
    ArrayEncoder.Encoded bytes = object.encoded();
    ObjectDraft draft = object.draft();
    return TilePut.made(
        key,
        draft == null
            ? sink.put(array, place, key, bytes, object::free)
            : ObjectSink.put(draft, key, bytes),
        sum);
  }
}
