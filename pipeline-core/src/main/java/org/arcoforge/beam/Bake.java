package org.arcoforge.beam;

import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.Impulse;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.BakeReport;
import org.arcoforge.bake.StepResult;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.scan.ScanResults;

/**
 * Bakes one recipe: beginning → positions → headers → plan → (tiles of intermediates →) tiles →
 * verification → publication. The graph is the same for one file and for a million, with
 * intermediates and without; only small records pass through it, the plan and the receipts are
 * objects of the run's folder. Where one process does all, {@link InProcess} does the same steps
 * without a pipeline. The last collection holds one {@link org.arcoforge.bake.BakeReport}, which is
 * also written to the run's folder.
 */
public final class Bake extends PTransform<PBegin, PCollection<BakeReport>> {
  private static final long serialVersionUID = 1L;
  private static final long MOST_RANGES = 1000;

  private final SharedOrder order;

  private Bake(BakeOrder order) {
    this.order = new SharedOrder(order);
  }

  /** Returns the bake of one recipe by a run that has begun. */
  public static Bake of(BakeConfig config) {
    return new Bake(BakeOrder.begun(config));
  }

  /**
   * Returns the bake of one recipe, by another run each time that it is launched: a worker begins
   * it. If there is nothing to do, the last collection is empty.
   */
  public static Bake of(BakeOrder order) {
    return new Bake(order);
  }

  @Override
  public PCollection<BakeReport> expand(PBegin begin) {
    SerializableCoder<WorkItem> work = SerializableCoder.of(WorkItem.class);
    SerializableCoder<StepResult> steps = SerializableCoder.of(StepResult.class);
    ExpandFn ranges = new ExpandFn(order, MOST_RANGES);
    PCollection<WorkItem> positions =
        begin
            .apply("Begin", Impulse.create())
            .apply("Begin the run", ParDo.of(new BeginFn(order)))
            .setCoder(ByteArrayCoder.of())
            .apply("Ranges of positions", ParDo.of(ranges))
            .setCoder(work);
    PCollection<WorkItem> first =
        spread("Spread positions", positions)
            .apply("Scan headers", ParDo.of(new ScanFn(order)))
            .setCoder(SerializableCoder.of(ScanResults.Batch.class))
            .apply("All headers", new Together<>(ScanResults.Batch.class))
            .apply("Plan", ParDo.of(new PlanFn(order)))
            .setCoder(work);
    PCollection<WorkItem> tiles =
        spread("Spread first tiles", first)
            .apply("Fill intermediates", ParDo.of(new WriteFn(order, WriteFn.What.INTERMEDIATES)))
            .setCoder(steps)
            .apply("All intermediates", new Together<>(StepResult.class))
            .apply("Tiles", ParDo.of(new TilesFn(order)))
            .setCoder(work);
    PCollection<StepResult> samples =
        spread("Spread tiles", tiles)
            .apply("Write tiles", ParDo.of(new WriteFn(order, WriteFn.What.RESULT)))
            .setCoder(steps)
            .apply("All tiles", new Together<>(StepResult.class))
            .apply("Sample", ParDo.of(new SampleFn(order)))
            .setCoder(steps);
    return spread("Spread samples", samples)
        .apply("Verify", ParDo.of(new VerifyFn(order)))
        .setCoder(steps)
        .apply("All verified", new Together<>(StepResult.class))
        .apply("Publish", ParDo.of(new PublishFn(order)))
        .setCoder(SerializableCoder.of(BakeReport.class));
  }

  private static <T> PCollection<T> spread(String name, PCollection<T> elements) {
    return elements.apply(name, Reshuffle.viaRandomKey());
  }

  /** Collects all elements, which are small, in one place. */
  private static final class Together<T extends java.io.Serializable>
      extends PTransform<PCollection<T>, PCollection<KV<Integer, Iterable<T>>>> {
    private static final long serialVersionUID = 1L;

    private final Class<T> type;

    Together(Class<T> type) {
      this.type = type;
    }

    @Override
    public PCollection<KV<Integer, Iterable<T>>> expand(PCollection<T> input) {
      return input
          .apply(
              "One key",
              WithKeys.<Integer, T>of(x -> 0).withKeyType(TypeDescriptor.of(Integer.class)))
          .setCoder(KvCoder.of(VarIntCoder.of(), SerializableCoder.of(type)))
          .apply("Group", GroupByKey.create());
    }
  }
}
