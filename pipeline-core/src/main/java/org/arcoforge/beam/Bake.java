package org.arcoforge.beam;

import org.apache.beam.sdk.coders.KvCoder;
import org.apache.beam.sdk.coders.SerializableCoder;
import org.apache.beam.sdk.coders.VarIntCoder;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.GroupByKey;
import org.apache.beam.sdk.transforms.PTransform;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.transforms.Reshuffle;
import org.apache.beam.sdk.transforms.WithKeys;
import org.apache.beam.sdk.values.KV;
import org.apache.beam.sdk.values.PBegin;
import org.apache.beam.sdk.values.PCollection;
import org.apache.beam.sdk.values.TypeDescriptor;

/**
 * One recipe, baked: positions → headers → plan → (tiles of intermediates →) tiles → verification →
 * publication. The graph is the same for one file and for a million, with intermediates and
 * without; only small records pass through it, the plan and the receipts are objects of the run's
 * folder. The last collection holds one {@link BakeReport}, which is also written to the run's
 * folder.
 */
public final class Bake extends PTransform<PBegin, PCollection<BakeReport>> {
  private static final long serialVersionUID = 1L;
  private static final long MOST_RANGES = 1000;

  private final BakeConfig config;

  private Bake(BakeConfig config) {
    this.config = config;
  }

  /** The bake of one recipe. */
  public static Bake of(BakeConfig config) {
    return new Bake(config);
  }

  @Override
  public PCollection<BakeReport> expand(PBegin begin) {
    SerializableCoder<Work> work = SerializableCoder.of(Work.class);
    // A process of many threads takes all; where the runner spreads, it gets something to spread.
    long ranges = config.resources().threads() > 1 ? 1 : MOST_RANGES;
    return begin
        .apply(
            "All positions",
            Create.of(Work.positions(0, config.recipe().pattern().size())).withCoder(work))
        .apply("Ranges of positions", ParDo.of(new ExpandFn(ranges)))
        .setCoder(work)
        .apply("Spread positions", Reshuffle.viaRandomKey())
        .apply("Scan headers", ParDo.of(new ScanFn(config)))
        .setCoder(SerializableCoder.of(Scanner.Scan.class))
        .apply("All headers", new Together<>(Scanner.Scan.class))
        .apply("Plan", ParDo.of(new PlanFn(config)))
        .setCoder(work)
        .apply("Spread first tiles", Reshuffle.viaRandomKey())
        .apply("Fill intermediates", ParDo.of(new WriteFn(config, WriteFn.What.INTERMEDIATES)))
        .setCoder(SerializableCoder.of(StepResult.class))
        .apply("All intermediates", new Together<>(StepResult.class))
        .apply("Tiles", ParDo.of(new TilesFn(config)))
        .setCoder(work)
        .apply("Spread tiles", Reshuffle.viaRandomKey())
        .apply("Write tiles", ParDo.of(new WriteFn(config, WriteFn.What.RESULT)))
        .setCoder(SerializableCoder.of(StepResult.class))
        .apply("All tiles", new Together<>(StepResult.class))
        .apply("Sample", ParDo.of(new SampleFn(config)))
        .setCoder(SerializableCoder.of(StepResult.class))
        .apply("Spread samples", Reshuffle.viaRandomKey())
        .apply("Verify", ParDo.of(new VerifyFn(config)))
        .setCoder(SerializableCoder.of(StepResult.class))
        .apply("All verified", new Together<>(StepResult.class))
        .apply("Publish", ParDo.of(new PublishFn(config)))
        .setCoder(SerializableCoder.of(BakeReport.class));
  }

  /** All elements, which are small, in one place. */
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
