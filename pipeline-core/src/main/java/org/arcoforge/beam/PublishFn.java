package org.arcoforge.beam;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.values.KV;
import org.arcoforge.commit.RunFolder;
import org.arcoforge.store.ObjectStore;

/** When all is verified: metadata, catalog, report. After any failure only the report. */
final class PublishFn extends DoFn<KV<Integer, Iterable<StepResult>>, BakeReport> {
  private static final long serialVersionUID = 1L;

  private final BakeConfig config;

  PublishFn(BakeConfig config) {
    this.config = config;
  }

  @ProcessElement
  public void process(
      @Element KV<Integer, Iterable<StepResult>> all, OutputReceiver<BakeReport> out)
      throws IOException {
    StepResult sum = null;
    for (StepResult result : all.getValue()) {
      sum = sum == null ? result : sum.plus(result);
    }
    StepResult total =
        sum == null ? StepResult.failed("", Outcome.UNEXPECTED, List.of("no step reported")) : sum;
    ObjectStore store = Stores.at(config.recipeStore());
    BakeReport report =
        total.isFailed()
            ? BakeReport.failed(config.recipe().id(), total.outcome(), total.problems())
            : new Publication(config, store).publish(total);
    ObjectStore folder = new RunFolder(store, config.run()).objects();
    folder.create("report.json", new ObjectMapper().writeValueAsBytes(report));
    out.output(report);
  }
}
