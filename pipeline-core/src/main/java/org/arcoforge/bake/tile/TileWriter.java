package org.arcoforge.bake.tile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.stream.IntStream;
import org.arcoforge.array.ArrayLayout;
import org.arcoforge.array.DataType;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.PublishedBase;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.WrittenTile;
import org.arcoforge.bake.quality.RunSamples;
import org.arcoforge.bake.quality.TileSamples;
import org.arcoforge.bake.work.ParallelTasks;
import org.arcoforge.bake.work.WorkExecutor;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.Receipts;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedObject;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.plan.tiling.TilePlanner;
import org.arcoforge.store.ObjectInfo;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.zarr.ArrayEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Fills tiles: reads, assembles, encodes, writes each object once, and leaves the receipt. Safe for
 * many threads; those of a {@link WorkExecutor} share the work on one tile.
 */
public final class TileWriter {
  /** Bytes of a tile that are in hand at a time, for each thread that works on it. */
  private static final int BAND = 4 << 20;

  private final Plan plan;
  private final SourceFiles readers;
  private final Receipts receipts;
  private final ObjectStore target;
  private final @Nullable IntermediateReader intermediates; // null where no array has one
  private final @Nullable GrowingStore growing; // null where the store is this run's own
  private final @Nullable UnchangedObjects unchanged; // null where nothing may be taken over
  private final BufferPool buffers;
  private final DecodedPartCache kept;
  private final ObjectSink sink;
  private final TileObjects maker;
  private final Path spill; // folder for what the memory has no room for

  private TileWriter(
      Plan plan,
      SourceFiles readers,
      Receipts receipts,
      ObjectStore target,
      boolean isResult,
      @Nullable IntermediateReader intermediates,
      @Nullable GrowingStore growing,
      @Nullable UnchangedObjects unchanged,
      @Nullable TileSamples samples,
      Path spill) {
    this.spill = spill;
    this.growing = growing;
    this.unchanged = unchanged;
    this.plan = plan;
    this.readers = readers;
    this.receipts = receipts;
    this.target = target;
    this.intermediates = intermediates;
    this.buffers = new BufferPool(plan.memory().tiles());
    this.kept = new DecodedPartCache(plan.memory().kept());
    this.sink = new ObjectSink(plan, target, isResult, growing);
    this.maker = new TileObjects(plan, sink, isResult, buffers, samples);
  }

  /**
   * Returns a writer of the tiles of a plan's arrays, which keeps some memory between tiles.
   *
   * @param scratch where the intermediates of the arrays that have one are, and files for what
   *     neither fits the memory nor can be made in parts
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
        samples == null ? null : TileSamples.of(plan, samples),
        scratch.onThisMachine());
  }

  /** Returns a writer of the tiles of a plan's intermediates. */
  public static TileWriter ofIntermediates(
      Plan plan, SourceFiles readers, IntermediateFolder scratch, boolean alone)
      throws IOException {
    Receipts receipts = alone ? scratch.receipts().asListed() : scratch.receipts();
    return new TileWriter(
        plan,
        readers,
        receipts,
        scratch.values(),
        false,
        null,
        null,
        null,
        null,
        scratch.onThisMachine());
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
    List<PlannedObject> mine = places.stream().map(objects::get).toList();
    List<TilePut> streamed = streamed(planned, mine, assembler);
    if (!streamed.isEmpty()) {
      whenRead.run();
      for (int n = 0; n < streamed.size(); n++) {
        puts[places.get(n)] = streamed.get(n);
      }
      return true;
    }
    if (mine.size() > 1 && isBeyondMemory(planned)) {
      for (int n : places) {
        PlannedTile one = plan.part(array, objects.get(n).region());
        decoded(one, objects, List.of(n), assembler, () -> {}, puts);
      }
      whenRead.run();
      return true;
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
    ParallelTasks.each(
        IntStream.range(0, tile.count()).boxed().toList(),
        n -> puts[places.get(n)] = maker.whole(array, mine.get(n), tile.block(n), tile.region(n)));
    return ofSources;
  }

  /** Makes the objects of a tile band by band; empty if they must be made as a whole. */
  private List<TilePut> streamed(
      PlannedTile tile, List<PlannedObject> places, TileAssembler assembler) throws IOException {
    PlannedArray array = tile.array();
    if (array.values() != null || array.intermediate() != null) {
      return List.of();
    }
    long threads = threadsOn(array);
    List<TileBand> bands = TileBand.of(tile, band(array, threads));
    if (bands.isEmpty()) {
      return List.of();
    }
    List<TilePut> streamed =
        StreamedTile.make(tile, places, bands, assembler, maker, buffers, threads > 1);
    return streamed.isEmpty() && places.size() > 1 && isBeyondMemory(tile)
        ? SpilledTile.make(tile, places, bands, assembler, maker, buffers, spill)
        : streamed;
  }

  /** Whether the tile was planned to be streamed, as it is larger than the memory for all. */
  private boolean isBeyondMemory(PlannedTile tile) {
    DataType type = tile.layout().variable().type();
    return type != DataType.STRING // which has no size, and is never planned so
        && tile.region().elements() > plan.memory().tiles() / type.size();
  }

  private static long band(PlannedArray array, long threads) {
    long most = (long) (array.memory() * TilePlanner.BAND);
    return Math.min(BAND * threads, Math.max(2L * BAND, most));
  }

  /** As many as find no other tile to work on. */
  private long threadsOn(PlannedArray array) {
    ForkJoinPool crew = ForkJoinTask.getPool();
    long threads = crew == null ? 1 : crew.getParallelism();
    long room = Math.max(1, plan.memory().tiles() / Math.max(1, array.memory()));
    return Math.max(1, threads / Math.min(room, array.tiles().count()));
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
