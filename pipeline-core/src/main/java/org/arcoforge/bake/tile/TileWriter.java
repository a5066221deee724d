package org.arcoforge.bake.tile;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.Block;
import org.arcoforge.array.DataType;
import org.arcoforge.array.Region;
import org.arcoforge.array.Statistics;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.WrittenTile;
import org.arcoforge.bake.quality.RunSamples;
import org.arcoforge.bake.quality.TileSamples;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.bake.work.WorkExecutor;
import org.arcoforge.cf.PhysicalValues;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.Receipts;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.store.ObjectDraft;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.arcoforge.zarr.EncoderBuffers;
import org.arcoforge.zarr.PartEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Fills tiles: reads, assembles, encodes, writes each object once, and leaves the receipt. Safe for
 * many threads; those of a {@link WorkExecutor} share the work on one tile.
 */
public final class TileWriter {
  /** Bytes of a large object that are in hand at a time, for each thread that works on it. */
  private static final int BAND = 4 << 20;

  private final Plan plan;
  private final SourceFiles readers;
  private final Receipts receipts;
  private final ObjectStore target;
  private final boolean isResult; // and no intermediate
  private final @Nullable IntermediateReader intermediates; // null where no array has one
  private final @Nullable GrowingStore growing; // null where the store is this run's own
  private final @Nullable UnchangedObjects unchanged; // null where nothing may be taken over
  private final @Nullable TileSamples samples; // null where nobody will want them
  private final BufferPool buffers;
  private final DecodedPartCache kept;
  private final Queue<EncoderBuffers> encoding = new ConcurrentLinkedQueue<>(); // one a thread
  private final ObjectSink sink;
  private final Set<String> whole =
      ConcurrentHashMap.newKeySet(); // arrays that must not be streamed

  private TileWriter(
      Plan plan,
      SourceFiles readers,
      Receipts receipts,
      ObjectStore target,
      boolean isResult,
      @Nullable IntermediateReader intermediates,
      @Nullable GrowingStore growing,
      @Nullable UnchangedObjects unchanged,
      @Nullable TileSamples samples) {
    this.growing = growing;
    this.samples = samples;
    this.unchanged = unchanged;
    this.plan = plan;
    this.readers = readers;
    this.receipts = receipts;
    this.target = target;
    this.isResult = isResult;
    this.intermediates = intermediates;
    this.buffers = new BufferPool(plan.memory().tiles());
    this.kept = new DecodedPartCache(plan.memory().kept());
    this.sink = new ObjectSink(plan, target, isResult, growing);
  }

  /**
   * Returns a writer of the tiles of a plan's arrays, which keeps some memory between tiles.
   *
   * @param scratch where the intermediates of the arrays that have one are
   * @param alone whether no other process writes tiles of the run meanwhile
   * @param isNew whether none was written before
   * @param samples which gets what the report of quality needs; null if it is made elsewhere
   */
  public static TileWriter ofResult(
      PlanFile.Loaded loaded,
      SourceFiles readers,
      RunFolder run,
      IntermediateFolder scratch,
      boolean alone,
      boolean isNew,
      @Nullable RunSamples samples)
      throws IOException {
    Plan plan = loaded.plan();
    PublishedBase base = loaded.base();
    ObjectStore target = loaded.target(run);
    return new TileWriter(
        plan,
        readers,
        isNew
            ? run.tileReceipts().asNone()
            : alone ? run.tileReceipts().asListed() : run.tileReceipts(),
        target,
        true,
        plan.intermediates().isEmpty() ? null : new IntermediateReader(plan, scratch),
        base == null || !base.inPlace() ? null : new GrowingStore(target, plan, base),
        base == null || base.inPlace() ? null : new UnchangedObjects(run, base, plan.recipe().id()),
        samples == null ? null : TileSamples.of(plan, samples));
  }

  /** Returns a writer of the tiles of a plan's intermediates. */
  public static TileWriter ofIntermediates(
      Plan plan, SourceFiles readers, IntermediateFolder scratch, boolean alone)
      throws IOException {
    Receipts receipts = alone ? scratch.receipts().asListed() : scratch.receipts();
    return new TileWriter(plan, readers, receipts, scratch.values(), false, null, null, null, null);
  }

  /**
   * Writes a tile, unless a run before has, and all of its objects are still there.
   *
   * @param whenRead told when what neighbouring tiles need too has been read
   * @throws org.arcoforge.source.SourceException naming the file that cannot be read
   */
  public WrittenTile write(PlannedTile tile, Runnable whenRead) throws IOException {
    Optional<Receipt> before = receipts.of(tile.array().name(), tile.number());
    if (before.isPresent() && isStillThere(before.get())) {
      return new WrittenTile(0, before.get().objects().size(), 0, 0, false, before.get());
    }
    List<PlannedObject> objects = growing == null ? tile.objects() : growing.touched(tile);
    TilePut[] puts = new TilePut[objects.size()];
    ChunkCopier copier = new ChunkCopier(plan, readers);
    List<Integer> left = copied(tile, objects, copier, taken(tile, objects, puts), puts);
    TileAssembler assembler = new TileAssembler(plan, readers, kept, buffers);
    boolean ofSources = tile.array().values() == null && !objects.isEmpty();
    if (left.size() == tile.objects().size()) {
      ofSources = decoded(tile, objects, left, assembler, whenRead, puts);
    } else {
      for (int n : left) { // the others of the tile need not be decoded
        PlannedTile one = plan.part(tile.array(), objects.get(n).region());
        decoded(one, objects, List.of(n), assembler, () -> {}, puts);
      }
    }
    Receipt receipt = receipts.save(TilePut.receipt(tile, puts));
    long made = 0;
    long taken = 0;
    long bytes = 0;
    for (TilePut put : puts) {
      if (put.written() != null && put.taken()) {
        taken++;
      } else if (put.written() != null) {
        made++;
        bytes += put.written().size();
      }
    }
    long read = copier.bytesRead() + assembler.bytesRead();
    return new WrittenTile(made, taken, read, bytes, ofSources && !left.isEmpty(), receipt);
  }

  /** Takes over what the published store has alike; gives the places of the other objects. */
  private List<Integer> taken(PlannedTile tile, List<PlannedObject> objects, TilePut[] puts)
      throws IOException {
    List<Integer> all = IntStream.range(0, puts.length).boxed().toList();
    if (unchanged == null) {
      return all;
    }
    ArrayEncoder keys = ArrayEncoder.of(tile.layout(), plan.layout().zarrFormat());
    ParallelTasks.each(
        all,
        n -> {
          long[] index = objects.get(n).index();
          String key = keys.key(index);
          long number = tile.layout().objects().linear(index);
          unchanged
              .take(tile.array().name(), number, key)
              .ifPresent(row -> puts[n] = new TilePut(key, row.written(), row.statistics(), true));
        });
    return all.stream().filter(n -> puts[n] == null).toList();
  }

  /** Copies what can be copied from the files; gives the places of the other objects. */
  private List<Integer> copied(
      PlannedTile tile,
      List<PlannedObject> objects,
      ChunkCopier copier,
      List<Integer> all,
      TilePut[] puts)
      throws IOException {
    if (tile.array().copied() == 0) {
      return all;
    }
    ArrayEncoder keys = ArrayEncoder.of(tile.layout(), plan.layout().zarrFormat());
    ParallelTasks.each(
        all,
        n -> {
          PlannedObject object = objects.get(n);
          Optional<byte[]> bytes = copier.bytes(object);
          if (bytes.isPresent()) {
            String key = keys.key(object.index());
            byte[] chunk = bytes.get();
            puts[n] =
                TilePut.made(
                    key, sink.create(tile.array(), object, key, chunk, chunk.length), null);
          }
        });
    return all.stream().filter(n -> puts[n] == null).toList();
  }

  /**
   * Decodes and encodes the objects of a region, whose places among all of the tile are {@code
   * places}.
   *
   * @return whether sources were read for it
   */
  private boolean decoded(
      PlannedTile planned,
      List<PlannedObject> objects,
      List<Integer> places,
      TileAssembler assembler,
      Runnable whenRead,
      TilePut[] puts)
      throws IOException {
    PlannedArray array = planned.array();
    if (places.size() == 1) {
      TilePut streamed = streamed(planned, objects.get(places.get(0)), assembler);
      if (streamed != null) {
        whenRead.run();
        puts[places.get(0)] = streamed;
        return true;
      }
    }
    ArrayLayout layout = array.layout();
    DataType type = layout.variable().type();
    Tile tile =
        new Tile(planned.region(), layout.objects().chunk(), shape -> buffers.take(type, shape));
    boolean ofSources = true;
    PlannedArray first = array.intermediate();
    if (intermediates != null && first != null) {
      ofSources = !intermediates.fill(array, first, tile, assembler);
    } else {
      assembler.fill(planned, tile);
    }
    whenRead.run();
    PhysicalValues physical = array.physical();
    ParallelTasks.each(
        IntStream.range(0, tile.count()).boxed().toList(),
        n -> {
          int place = places.get(n);
          sample(array, objects.get(place), tile.block(n), tile.region(n));
          puts[place] =
              encoded(
                  array,
                  tile.block(n),
                  objects.get(place),
                  isResult ? PartSums.of(physical, tile.block(n)) : null);
        });
    return ofSources;
  }

  private void sample(PlannedArray array, PlannedObject place, Block values, Region region) {
    if (samples != null) {
      TileSamples.Taken taken = samples.begin(array.layout(), place.index(), region);
      taken.add(values, region);
      taken.keep();
    }
  }

  /** Makes the only object of a tile band by band; null if it must be made as a whole. */
  private @Nullable TilePut streamed(PlannedTile tile, PlannedObject place, TileAssembler assembler)
      throws IOException {
    PlannedArray array = tile.array();
    if (array.values() != null || array.intermediate() != null || whole.contains(array.name())) {
      return null;
    }
    EncoderBuffers reused = reused();
    ArrayEncoder encoder = ArrayEncoder.of(array.layout(), plan.layout().zarrFormat(), reused);
    PartEncoder parts = encoder.parts().orElse(null);
    List<TileBand> bands = parts == null ? List.of() : TileBand.of(tile, BAND * threadsOn(array));
    if (parts == null || bands.isEmpty()) {
      encoding.add(reused);
      return null;
    }
    PhysicalValues physical = isResult ? array.physical() : null;
    TileSamples.Taken taken =
        samples == null ? null : samples.begin(array.layout(), place.index(), tile.region());
    StreamedObject object =
        new StreamedObject(tile, assembler, buffers, encoder, parts, physical, taken);
    String key = encoder.key(place.index());
    Runnable free = () -> encoding.add(reused);
    try (ObjectDraft draft = sink.draft(parts.head()).orElse(null)) {
      if (draft != null) {
        parts.into(draft::append);
      }
      if (!object.make(bands)) {
        free.run();
        whole.add(array.name());
        return null;
      }
      if (taken != null) {
        taken.keep();
      }
      if (!mustBeWritten() && object.isAllFill()) {
        free.run();
        return TilePut.made(key, null, object.statistics());
      }
      ArrayEncoder.Encoded bytes = object.encoded();
      if (draft == null) {
        return TilePut.made(key, sink.put(array, place, key, bytes, free), object.statistics());
      }
      free.run();
      return TilePut.made(key, ObjectSink.put(draft, key, bytes), object.statistics());
    }
  }

  /** As many as find no other tile to work on. */
  private long threadsOn(PlannedArray array) {
    ForkJoinPool crew = ForkJoinTask.getPool();
    long threads = crew == null ? 1 : crew.getParallelism();
    long room = Math.max(1, plan.memory().tiles() / Math.max(1, array.memory()));
    return Math.max(1, threads / Math.min(room, array.tiles().count()));
  }

  private EncoderBuffers reused() {
    EncoderBuffers free = encoding.poll();
    return free == null ? new EncoderBuffers(buffers) : free;
  }

  private boolean mustBeWritten() {
    return !isResult || plan.recipe().target().writeEmptyChunks();
  }

  private TilePut encoded(
      PlannedArray array, Block values, PlannedObject place, @Nullable Statistics sum)
      throws IOException {
    long[] index = place.index();
    EncoderBuffers reused = reused();
    ArrayEncoder encoder = ArrayEncoder.of(array.layout(), plan.layout().zarrFormat(), reused);
    String key = encoder.key(index);
    Runnable free =
        () -> { // only then: what was encoded may be the values themselves
          reused.release();
          encoding.add(reused);
          buffers.give(values);
        };
    if (!mustBeWritten() && encoder.isAllFill(values)) {
      free.run();
      return TilePut.made(key, null, sum);
    }
    ArrayEncoder.Encoded object = encoder.encode(values, place.region().start(), index);
    return TilePut.made(key, sink.put(array, place, key, object, free), sum);
  }

  private boolean isStillThere(Receipt receipt) throws IOException {
    for (String key : receipt.empty()) {
      if (target.stat(key).isPresent()) {
        return false;
      }
    }
    for (Receipt.Written w : receipt.objects()) {
      Optional<ObjectInfo> info = target.stat(w.key());
      if (info.isEmpty() || !w.agrees(info.get())) {
        return false;
      }
    }
    return true;
  }
}
