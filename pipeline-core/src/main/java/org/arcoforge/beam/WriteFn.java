package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.FailedSource;
import org.arcoforge.bake.Failures;
import org.arcoforge.bake.Outcome;
import org.arcoforge.bake.PlanFile;
import org.arcoforge.bake.ProcessCounters;
import org.arcoforge.bake.SourceFiles;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.WrittenTile;
import org.arcoforge.bake.tile.AllTiles;
import org.arcoforge.bake.tile.SourceCheck;
import org.arcoforge.bake.tile.TileWriter;
import org.arcoforge.commit.IntermediateFolder;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.plan.PlannedTile;
import org.arcoforge.source.Sha256;
import org.arcoforge.source.SourceException;

/**
 * Writes tiles, of the result or of intermediates, as objects and receipts. What trying again
 * cannot mend is reported; all else is the runner's to retry.
 */
final class WriteFn extends SessionFn<WorkItem, StepResult> {
  private static final long serialVersionUID = 1L;

  /** Tiles that may fail before the others are left. */
  private static final int MOST_FAILED = 50;

  private final What what;
  private final Counter written = Metrics.counter(Progress.class, Progress.TILES_WRITTEN);
  private final Counter bytes = Metrics.counter(Progress.class, Progress.BYTES_WRITTEN);

  /** This says of which arrays the tiles are. */
  enum What {
    INTERMEDIATES,
    RESULT
  }

  WriteFn(BakeConfig config, What what) {
    super(config);
    this.what = what;
  }

  @ProcessElement
  public void process(@Element WorkItem work, OutputReceiver<StepResult> out) throws IOException {
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
    written.inc(result.tiles());
    bytes.inc(result.bytesWritten());
    out.output(result);
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
    return AllTiles.sum(
        array,
        work.array(),
        work.from(),
        work.to(),
        config().resources(),
        none,
        (a, tile, whenRead) -> write(run, loaded, writer, array, tile, whenRead));
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
        (a, tile, whenRead) -> write(run, loaded, writer, arrays.get(a), tile, whenRead));
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
        ? TileWriter.ofResult(loaded, readers, run, scratch, alone)
        : TileWriter.ofIntermediates(loaded.plan(), readers, scratch, alone);
  }

  /** The other tiles are written meanwhile, so that all that fails is told of at once. */
  private StepResult failed(RunFolder run, SourceException e) throws IOException {
    boolean reported = Failures.isSettled(e) || config().resources().isAlone();
    if (!reported || session().counters().tilesFailed.incrementAndGet() > MOST_FAILED) {
      throw e;
    }
    return StepResult.failed(run.id().value(), e);
  }

  private StepResult write(
      RunFolder run,
      PlanFile.Loaded loaded,
      TileWriter writer,
      PlannedArray array,
      long tile,
      Runnable whenRead)
      throws IOException {
    if (what == What.RESULT && !loaded.isWanted(array, tile)) {
      return StepResult.empty(run.id());
    }
    PlannedTile planned = loaded.plan().tile(array, tile);
    WrittenTile done;
    try {
      done = writer.write(planned, whenRead);
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
    ProcessCounters tally = session().counters();
    tally.tilesWritten.increment();
    if (what == What.INTERMEDIATES) {
      return StepResult.prepared(run.id(), done);
    }
    tally.bytesWritten.add(done.bytesWritten());
    return StepResult.wrote(run.id(), done);
  }
}
