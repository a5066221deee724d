package org.arcoforge.beam;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.ProcessCounters;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WorkNames;
import org.arcoforge.bake.WorkWatch;
import org.arcoforge.bake.WrittenTile;
import org.arcoforge.bake.quality.RunSamples;
import org.arcoforge.bake.tile.AllTiles;
import org.arcoforge.bake.tile.SourceCheck;
import org.arcoforge.bake.tile.TileWriter;
import org.arcoforge.commit.CombinedReceipt;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.fault.Fault;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.Sha256;
import org.arcoforge.source.SourceException;
import org.jspecify.annotations.Nullable;

/**
 * Writes tiles, of the result or of intermediates, as objects and receipts. What trying again
 * cannot mend is reported; all else is the runner's to retry.
 */
final class WriteFn extends SessionFn<WorkItem, StepResult> {
  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(WriteFn.class.getName());

  /** Tiles that may fail before the others are left. */
  private static final int MOST_FAILED = 50;

  private final What what;

  /** This says of which arrays the tiles are. */
  enum What {
    INTERMEDIATES,
    RESULT
  }

  WriteFn(SharedOrder order, What what) {
    super(order);
    this.what = what;
  }

  @ProcessElement
  public void process(@Element WorkItem work, OutputReceiver<StepResult> out) throws IOException {
    work(what == What.RESULT ? "Write tiles" : "Fill intermediates", () -> write(work, out));
  }

  private void write(WorkItem work, OutputReceiver<StepResult> out) throws IOException {
    if (isOver()) {
      return;
    }
    if (work.told() != null) {
      out.output(work.told());
      return;
    }
    RunId id = new RunId(work.run());
    RunFolder run = new RunFolder(session().recipeStore(), id);
    StepResult result;
    try {
      PlanFile.Loaded loaded = session().plan(run);
      result = work.array() == WorkItem.ALL ? all(run, loaded) : some(work, run, loaded);
    } catch (IOException | RuntimeException e) {
      if (!isTheEnd(run, e)) {
        throw e;
      }
      if (Failures.outcome(e) == Outcome.CONFLICT) {
        // What is there will be there in every repetition, and nothing is ever deleted.
        run.abandon(String.valueOf(e.getMessage()));
      }
      result = StepResult.failed(id.value(), e);
    }
    count(Progress.TILES_WRITTEN, result.tiles());
    count(Progress.BYTES_WRITTEN, result.bytesWritten());
    count(Progress.BYTES_READ, result.bytesRead());
    count(Progress.TILE_RETRIES, session().counters().tileRetries.sumThenReset());
    if (result.isFailed()) {
      count(Progress.FAILED + result.outcome(), 1);
    }
    out.output(
        result.noting(session().files().notices()).withFetches(takeFetches())); // this worker's
  }

  /**
   * Whether a failure is reported and not tried again: a laptop's runner does not, and others may
   * end the job before anybody reports, so that what failed is noted here.
   */
  private boolean isTheEnd(RunFolder run, Exception e) throws IOException {
    Optional<FailedSource> letter = FailedSource.of(e, FailedSource.TILES);
    if (Failures.isSettled(e) || letter.isEmpty()) {
      return Failures.isSettled(e);
    }
    if (config().resources().isAlone()) {
      return true;
    }
    FailedSource shown = letter.get().shown(config().recipe().pattern().redaction());
    run.sibling(config().run().value())
        .noteFailedSource(
            new Sha256().add(shown.url()).name(), FailedSource.encode(List.of(shown)));
    return false;
  }

  private StepResult some(WorkItem work, RunFolder run, PlanFile.Loaded loaded) throws IOException {
    StepResult none = StepResult.empty(run.id());
    if (work.from() == work.to()) {
      return none;
    }
    TileWriter writer = writer(run, loaded);
    PlannedArray array = arrays(loaded).get(work.array());
    Queue<Receipt> left = new ConcurrentLinkedQueue<>();
    StepResult sum =
        AllTiles.sum(
            array,
            work.array(),
            work.from(),
            work.to(),
            config().resources(),
            none,
            (a, tile, whenRead) -> write(run, loaded, writer, array, tile, whenRead, left::add));
    if (what == What.RESULT && !sum.isFailed() && left.size() > 1) {
      List<Receipt> all = left.stream().sorted(Comparator.comparing(Receipt::tile)).toList();
      long tiles = array.tiles().count();
      run.save(
          new CombinedReceipt(run.id().value(), array.name(), work.from(), work.to(), tiles, all));
    }
    return sum;
  }

  private StepResult all(RunFolder run, PlanFile.Loaded loaded) throws IOException {
    List<PlannedArray> arrays = arrays(loaded);
    if (arrays.isEmpty()) {
      return StepResult.empty(run.id());
    }
    TileWriter writer = writer(run, loaded);
    return AllTiles.sum(
        arrays,
        config().resources(),
        StepResult.empty(run.id()),
        true,
        (a, tile, whenRead) ->
            write(run, loaded, writer, arrays.get(a), tile, whenRead, receipt -> {}));
  }

  private List<PlannedArray> arrays(PlanFile.Loaded loaded) {
    return what == What.RESULT ? loaded.plan().arrays() : loaded.plan().intermediates();
  }

  private TileWriter writer(RunFolder run, PlanFile.Loaded loaded) throws IOException {
    IntermediateFolder scratch =
        new IntermediateFolder(session().stores().at(config().scratch()), run.id());
    SourceFiles readers = session().files();
    boolean alone = config().resources().isAlone();
    return what == What.RESULT
        ? TileWriter.ofResult(
            loaded,
            readers,
            run,
            scratch,
            alone,
            alone && session().isJustBegun(run),
            alone ? samples() : null)
        : TileWriter.ofIntermediates(loaded.plan(), readers, scratch, alone);
  }

  /** Who does all makes the report too; null where there will be none. */
  private @Nullable RunSamples samples() {
    return config().resources().settings().quality()
        ? session().kept(RunSamples.class, RunSamples::new)
        : null;
  }

  /** The other tiles are written meanwhile, so that all that fails is told of at once. */
  private StepResult failed(RunFolder run, SourceException e) throws IOException {
    boolean reported = Failures.isSettled(e) || config().resources().isAlone();
    if (!reported || session().counters().tilesFailed.incrementAndGet() > MOST_FAILED) {
      throw e;
    }
    return StepResult.failed(run.id().value(), e);
  }

  /**
   * Writes a tile, and tries again what may pass: the other tiles of the element are not to be lost
   * with it. Sources have been asked several times before they fail.
   */
  private WrittenTile tried(TileWriter writer, PlannedTile tile, Runnable whenRead)
      throws IOException {
    Settings settings = config().resources().settings();
    String name = "tile " + tile.number() + " of '" + tile.array().name() + "'";
    for (int tries = 1; ; tries++) {
      try (WorkWatch.Piece piece = session().files().watch().begin(() -> "writing " + name)) {
        return writer.write(tile, whenRead);
      } catch (IOException e) {
        if (tries >= settings.tileTries() || !mayPass(e) || isOver()) {
          throw e;
        }
        LOG.log(
            System.Logger.Level.WARNING,
            name
                + " is tried again after: "
                + config().recipe().pattern().redaction().text(Failures.message(e)));
        session().counters().tileRetries.increment();
        pause(settings.retryMillis() << (tries - 1));
      }
    }
  }

  /** Where one process does all, a source that failed is told of, and ends no other tile. */
  private boolean mayPass(IOException e) {
    return e instanceof Fault fault
        && fault.mayPass()
        && !(e instanceof SourceException && config().resources().isAlone());
  }

  private static void pause(long millis) throws IOException {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new java.io.InterruptedIOException("stopped between two tries of a tile");
    }
  }

  private StepResult write(
      RunFolder run,
      PlanFile.Loaded loaded,
      TileWriter writer,
      PlannedArray array,
      long tile,
      Runnable whenRead,
      Consumer<Receipt> left)
      throws IOException {
    if (what == What.RESULT && !loaded.isWanted(array, tile)) {
      return StepResult.empty(run.id());
    }
    PlannedTile planned = loaded.plan().tile(array, tile);
    WrittenTile done;
    try (WorkNames names = WorkNames.ofTile(array.name(), tile)) {
      done = tried(writer, planned, whenRead);
    } catch (SourceException e) {
      return failed(run, e);
    }
    if (done.ofSources()) {
      try {
        new SourceCheck(loaded, session().files()).check(planned);
      } catch (SourceException e) {
        run.abandon(String.valueOf(e.getMessage())); // what the tile holds is not what was planned
        throw e;
      }
    }
    left.accept(done.receipt());
    ProcessCounters tally = session().counters();
    tally.tilesWritten.increment();
    if (what == What.INTERMEDIATES) {
      return StepResult.prepared(run.id(), done);
    }
    tally.bytesWritten.add(done.bytesWritten());
    return StepResult.wrote(run.id(), done);
  }
}
