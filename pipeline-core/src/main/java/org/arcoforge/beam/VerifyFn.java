package org.arcoforge.beam;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.apache.beam.sdk.metrics.Counter;
import org.apache.beam.sdk.metrics.Metrics;
import org.apache.beam.sdk.transforms.DoFn;
import org.arcoforge.commit.Receipt;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.commit.RunId;
import org.arcoforge.plan.Plan;
import org.arcoforge.plan.PlannedArray;
import org.arcoforge.source.SourceException;
import org.arcoforge.store.ObjectStore;

/** Reads sampled objects back and compares them with the sources; passes everything else on. */
final class VerifyFn extends DoFn<StepResult, StepResult> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;
  private final Counter verified = Metrics.counter(Progress.class, Progress.VERIFIED);

  VerifyFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(@Element StepResult step, OutputReceiver<StepResult> out) throws IOException {
    StepResult.Sample sample = step.sample();
    if (sample == null) {
      out.output(step);
      return;
    }
    try {
      ObjectStore store = Stores.at(config.recipeStore());
      RunFolder run = new RunFolder(store, new RunId(step.run()));
      Plan plan = PlanFile.load(config, run).plan();
      PlannedArray array = plan.arrays().get(sample.array());
      Receipt receipt = run.receipt(array.name(), sample.tile()).orElseThrow();
      Optional<String> problem =
          new ObjectVerifier(plan, Readers.of(config), run.target(plan.recipe().id()))
              .check(
                  array,
                  receipt.objects().get(sample.object()),
                  Sampling.index(array, sample.tile(), sample.object()));
      verified.inc();
      if (problem.isPresent()) {
        run.abandon(problem.get()); // or the next bake would go on with what is wrong
      }
      out.output(
          problem.isEmpty()
              ? StepResult.empty(run.id())
              : StepResult.failed(step.run(), Outcome.VERIFICATION, List.of(problem.get())));
    } catch (SourceException e) {
      if (!e.permanent()) {
        throw e;
      }
      out.output(StepResult.failed(step.run(), e));
    }
  }
}
