package org.arcoforge.beam;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
  private final SharedOrder order;

  private InProcess(SharedOrder order) {
    this.order = order;
  }

  /** This does what a step does with one element. */
  private interface Work<F, I, O> {
    void run(F step, I element, OutputReceiver<O> out) throws IOException;
  }

  /** Collects what a step gives. */
  private static final class Given<T> implements OutputReceiver<T> {
    private final List<T> all = new ArrayList<>();

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
    return new InProcess(new SharedOrder(BakeOrder.begun(config))).bake();
  }

  private Optional<BakeReport> bake() throws IOException {
    List<byte[]> begun = each(new BeginFn(order), List.of(new byte[0]), BeginFn::process);
    List<WorkItem> ranges =
        each(new ExpandFn(order, 1), begun, (step, nothing, out) -> step.process(out));
    List<ScanResults.Batch> scans = each(new ScanFn(order), ranges, ScanFn::process);
    List<WorkItem> first = each(new PlanFn(order), together(scans), PlanFn::process);
    List<StepResult> filled =
        each(new WriteFn(order, WriteFn.What.INTERMEDIATES), first, WriteFn::process);
    List<WorkItem> tiles = each(new TilesFn(order), together(filled), TilesFn::process);
    List<StepResult> written =
        each(new WriteFn(order, WriteFn.What.RESULT), tiles, WriteFn::process);
    List<StepResult> samples = each(new SampleFn(order), together(written), SampleFn::process);
    List<StepResult> verified = each(new VerifyFn(order), samples, VerifyFn::process);
    return each(new PublishFn(order), together(verified), PublishFn::process).stream().findFirst();
  }

  /** Grouping nothing gives no group. */
  private static <T> List<KV<Integer, Iterable<T>>> together(List<T> elements) {
    return elements.isEmpty() ? List.of() : List.of(KV.of(0, elements));
  }

  private static <F extends SessionFn<I, O>, I, O> List<O> each(
      F step, List<I> elements, Work<F, I, O> work) throws IOException {
    Given<O> given = new Given<>();
    step.join("");
    try {
      for (I element : elements) {
        work.run(step, element, given);
      }
    } finally {
      step.closeSession();
    }
    return given.all;
  }
}
