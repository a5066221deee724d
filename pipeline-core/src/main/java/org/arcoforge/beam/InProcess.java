package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.beam.sdk.transforms.DoFn.OutputReceiver;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.OutputBuilder;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.scan.ScanResults;

/**
 * Does the steps of {@link Bake} in this process, one after the other, without a pipeline: where
 * each step has one element, and its own threads share the work, a runner's machinery would only
 * take time. What steps give each other is passed on as it is.
 */
final class InProcess {
  private InProcess() {}

  /** This does what a step does with one element. */
  interface Work<F, I, O> {
    void run(F step, I element, OutputReceiver<O> out) throws IOException;
  }

  /** A stage does one step with all of its elements. */
  interface Stage {
    /** Returns what the step gives. */
    <F extends SessionFn<I, O>, I, O> List<O> run(
        Supplier<F> step, List<I> elements, Work<F, I, O> work) throws IOException;

    /** Returns what was given as one element of the step that takes all. */
    <T> List<KV<Integer, Iterable<T>>> together(List<T> elements);
  }

  /** Collects what a step gives. */
  static final class Given<T> implements OutputReceiver<T> {
    final List<T> all = new ArrayList<>();

    @Override
    public OutputBuilder<T> builder(T value) {
      throw new UnsupportedOperationException("no step of a bake gives windows or times");
    }

    @Override
    public void output(T value) {
      all.add(value);
    }
  }

  /**
   * Bakes by a run that has begun. Empty where the steps came to no end, as the run had been given
   * up.
   */
  static Optional<BakeReport> bake(BakeConfig config) throws IOException {
    return steps(new SharedOrder(BakeOrder.begun(config)), 1, new Once());
  }

  /**
   * Does all steps.
   *
   * @param most ranges of positions
   * @return the report; empty if a step gave nothing to the next one
   */
  static Optional<BakeReport> steps(SharedOrder order, long most, Stage stage) throws IOException {
    List<byte[]> begun =
        stage.run(() -> new BeginFn(order), List.of(new byte[0]), BeginFn::process);
    List<WorkItem> ranges =
        stage.run(
            () -> new ExpandFn(order, most), begun, (step, nothing, out) -> step.process(out));
    if (ranges.isEmpty()) {
      return Optional.empty();
    }
    List<ScanResults.Batch> scans = stage.run(() -> new ScanFn(order), ranges, ScanFn::process);
    List<WorkItem> first =
        stage.run(() -> new PlanFn(order), stage.together(scans), PlanFn::process);
    List<StepResult> filled =
        stage.run(() -> new WriteFn(order, WriteFn.What.INTERMEDIATES), first, WriteFn::process);
    List<WorkItem> tiles =
        stage.run(() -> new TilesFn(order), stage.together(filled), TilesFn::process);
    List<StepResult> written =
        stage.run(() -> new WriteFn(order, WriteFn.What.RESULT), tiles, WriteFn::process);
    List<StepResult> samples =
        stage.run(() -> new SampleFn(order), stage.together(written), SampleFn::process);
    List<StepResult> verified = stage.run(() -> new VerifyFn(order), samples, VerifyFn::process);
    return stage
        .run(() -> new PublishFn(order), stage.together(verified), PublishFn::process)
        .stream()
        .findFirst();
  }

  /** Does each element once, in order. */
  private static final class Once implements Stage {
    @Override
    public <F extends SessionFn<I, O>, I, O> List<O> run(
        Supplier<F> step, List<I> elements, Work<F, I, O> work) throws IOException {
      Given<O> given = new Given<>();
      F function = step.get();
      function.join("");
      try {
        for (I element : elements) {
          work.run(function, element, given);
        }
      } finally {
        function.closeSession();
      }
      return given.all;
    }

    /** Grouping nothing gives no group. */
    @Override
    public <T> List<KV<Integer, Iterable<T>>> together(List<T> elements) {
      return elements.isEmpty() ? List.of() : List.of(KV.of(0, elements));
    }
  }
}
