package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.beam.runners.dataflow.DataflowRunner;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.BakeConfig;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.Bake;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockTexts;
import org.arcoforge.store.FakeGcsServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The job that Dataflow would get, made without credentials and without the network. */
class DataflowGraphIT {
  private static final List<String> STEPS =
      List.of(
          "Begin the run",
          "Ranges of positions",
          "Scan headers",
          "Plan",
          "Fill intermediates",
          "Write tiles",
          "Verify",
          "Publish");

  @TempDir Path folder = Path.of("");
  private int graphs;

  private static Feedstock feedstock(long files) {
    return feedstock(
        """
        url: "https://example.org/{time:07d}.nc"
              format: netcdf3
              dims: [{concat: time, range: {start: 0, stop: %07d, step: 1}}]
        """
            .strip()
            .formatted(files - 1)
            .replaceAll("stop: 0+(?=\\d)", "stop: "));
  }

  private static Feedstock feedstock(String pattern) {
    return FeedstockTexts.valid(
        """
        id: many
        title: Many files
        description: As many as wanted.
        license: CC0-1.0
        providers: [{name: Nobody, roles: [producer]}]
        recipes:
          - id: many
            pattern:
              %s
            target: {chunks: {time: 100}}
        """
            .formatted(pattern));
  }

  private static BakeOrder order(Feedstock feedstock) {
    return BakeSetup.builder()
        .bakery(new Bakery("gs://scratch/", "gs://persistent/", "gs://catalog/", ""))
        .feedstock(feedstock)
        .recipe(feedstock.recipes().get(0))
        .resources(Resources.shared(100_000_000, 1 << 30))
        .order();
  }

  private byte[] graph(FakeGcsServer server, long files) throws IOException {
    return graph(server, order(feedstock(files)));
  }

  /** The job's description as it would be sent. */
  private byte[] graph(FakeGcsServer server, BakeOrder order) throws IOException {
    Path template = folder.resolve("graph" + graphs++ + ".json");
    Path jar = Files.write(folder.resolve("staged.jar"), new byte[] {1});
    DataflowPipelineOptions options = options(server);
    options.setTemplateLocation(template.toString());
    options.setFilesToStage(List.of(jar.toString()));
    Pipeline pipeline = Pipeline.create(options);
    pipeline.apply("Bake many", Bake.of(order));
    pipeline.run(); // in template mode this writes the template, and starts nothing
    return Files.readAllBytes(template);
  }

  private static DataflowPipelineOptions options(FakeGcsServer server) {
    PipelineOptions parsed =
        PipelineOptionsFactory.fromArgs(
                "--project=nobody",
                "--region=europe-west1",
                "--jobName=bake-many",
                "--tempLocation=gs://scratch/tmp",
                "--stagingLocation=gs://scratch/staging",
                "--gcsEndpoint=" + server.endpoint() + "/storage/v1/",
                "--credentialFactoryClass=" + NoopCredentialFactory.class.getName())
            .create();
    DataflowSetup.apply(parsed, Long.MAX_VALUE, Integer.MAX_VALUE);
    assertEquals(DataflowRunner.class, parsed.getRunner());
    return parsed.as(DataflowPipelineOptions.class);
  }

  private static Set<String> names(byte[] graph) throws IOException {
    JsonNode job = new ObjectMapper().readTree(graph);
    Set<String> names = new TreeSet<>();
    for (JsonNode step : job.path("steps")) {
      names.add(step.at("/properties/user_name/value").asText());
    }
    return names;
  }

  @Test
  void theJobHasTheStepsOfABake() throws IOException {
    try (FakeGcsServer server = new FakeGcsServer()) {
      byte[] graph = graph(server, 10);
      Set<String> names = names(graph);
      for (String step : STEPS) {
        assertTrue(
            names.stream().anyMatch(n -> n.startsWith("Bake many/" + step)), step + " in " + names);
      }
      JsonNode environment = new ObjectMapper().readTree(graph).path("environment");
      assertTrue(environment.toString().contains("BATCH"), environment.toString());
    }
  }

  @Test
  void aMillionFilesMakeAJobOfTheSameSizeAsTen() throws IOException {
    try (FakeGcsServer server = new FakeGcsServer()) {
      byte[] few = graph(server, 10);
      byte[] many = graph(server, 1_000_000);
      assertEquals(names(few), names(many));
      assertEquals(few.length, many.length, few.length / 100.0);
    }
  }

  /** A run that has begun elsewhere knows its files; the graph of such a one is too large. */
  @Test
  void theFilesOfAGlobAreNotInTheJob() throws IOException {
    String pattern =
        "glob: \"gs://archive/*.nc\"\n      format: netcdf3\n      dims: [{concat: time}]";
    BakeOrder order = order(feedstock(pattern));
    RunId run = RunId.create(Clock.systemUTC());
    List<String> files =
        IntStream.range(0, 100_000)
            .mapToObj(n -> String.format(Locale.ROOT, "gs://archive/day-%06d.nc", n))
            .toList();
    BakeConfig begun = order.config().withRun(run).withRecipe(order.resolved(run, files));
    try (FakeGcsServer server = new FakeGcsServer()) {
      int mostBytes = 1_000_000;
      assertTrue(graph(server, BakeOrder.begun(begun)).length > mostBytes);
      byte[] graph = graph(server, order);
      assertTrue(graph.length < mostBytes, graph.length + " bytes");
      assertFalse(new String(graph, StandardCharsets.UTF_8).contains(run.value()));
    }
  }
}
