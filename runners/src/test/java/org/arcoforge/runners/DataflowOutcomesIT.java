package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.beam.runners.direct.DirectOptions;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bakery.Bakeries;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.Bake;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.beam.LaunchOptions;
import org.arcoforge.commit.JobLease;
import org.arcoforge.commit.RunId;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.store.FakeGcsServer;
import org.arcoforge.store.ObjectStore;
import org.arcoforge.store.ObjectStores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What becomes of {@code arco bake} when Dataflow says this or that of the job: exit code and
 * words. The API is played; where workers would work, this process does, from the same order.
 */
class DataflowOutcomesIT {
  private static final Settings QUICK =
      Settings.standard().toBuilder().retryMillis(1).pollMillis(2).build();

  private final Path folder;
  private final DataflowStub dataflow = new DataflowStub();
  private final FakeGcsServer buckets = new FakeGcsServer();
  private final FaultyHttpServer sources = new FaultyHttpServer();
  private final Path feedstock;

  DataflowOutcomesIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    for (int f = 0; f < 2; f++) {
      Path file = folder.resolve("file.nc");
      BakeCase.file(f, 0).write(file);
      sources.put("/f" + f + ".nc", Files.readAllBytes(file));
    }
    feedstock = feedstock("days", sources.url("/f{time}.nc"));
  }

  @AfterEach
  void close() {
    dataflow.close();
    buckets.close();
    sources.close();
  }

  private Path feedstock(String name, String url) throws IOException {
    Path path = Files.createDirectories(folder.resolve(name)).resolve("feedstock.yaml");
    return Files.writeString(
        path,
        """
        id: far
        title: Far away
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: "%s"
              format: netcdf3
              dims: [{concat: time, range: {start: 0, stop: 1}}]
            target: {chunks: {time: 2}, mode: append}
        """
            .formatted(url));
  }

  private Path bakery(String limits) throws IOException {
    Path jar = Files.write(folder.resolve("staged.jar"), new byte[] {1});
    String stores = "memory://" + folder.getFileName() + "/";
    return Files.writeString(
        folder.resolve("far.yaml"),
        """
        scratch: %1$sscratch
        persistent: %1$spersistent-ro
        catalog: %1$scatalog
        egress: {allow_private: [127.0.0.1]}
        limits: %2$s
        runner:
          name: dataflow
          options:
            project: nobody
            dataflowEndpoint: "%3$s"
            gcsEndpoint: "%4$s/storage/v1/"
            tempLocation: gs://scratch/tmp
            stagingLocation: gs://scratch/staging
            filesToStage: "%5$s"
            credentialFactoryClass: %6$s
        """
            .formatted(
                stores,
                limits,
                dataflow.url(),
                buckets.endpoint(),
                jar,
                NoopCredentialFactory.class.getName()));
  }

  private Ran arco(String verb, Object target, Object... more) throws IOException {
    List<Object> arguments = new ArrayList<>(List.of(verb, target));
    arguments.addAll(List.of(more));
    arguments.addAll(List.of("--bakery", bakery("{}")));
    return Ran.arco(QUICK, arguments.toArray());
  }

  private Ran bake(Object... more) throws IOException {
    return arco("bake", feedstock, more);
  }

  /** What Dataflow's workers would do. */
  private void work() {
    try {
      Feedstock read = FeedstockOptions.read(feedstock);
      Bakery bakery =
          Objects.requireNonNull(
              Bakeries.read(bakery("{}").toString(), folder, n -> null, true).bakery());
      DirectOptions options = PipelineOptionsFactory.as(DirectOptions.class);
      options.setRunner(DirectRunner.class);
      options.as(LaunchOptions.class).setJobId(DataflowStub.JOB);
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply(
          "Bake",
          Bake.of(
              BakeSetup.builder()
                  .bakery(bakery)
                  .feedstock(read)
                  .recipe(read.recipes().get(0))
                  .resources(Resources.shared(1 << 20, 1 << 30).withSettings(QUICK))
                  .order()));
      pipeline.run().waitUntilFinish();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "QUEUED PENDING RUNNING DONE | is done, but left no report",
        "RUNNING FAILED              | failed before it left a report",
        "CANCELLING CANCELLED        | was cancelled",
        "RUNNING UPDATED             | was replaced by job the-next, which goes on: arco status the",
        "DRAINING DRAINED            | was drained before its end",
        "RUNNING 503                 | may go on, but its engine has not answered",
        "429                         | has not answered for",
        "PENDING                     | had not begun after"
      })
  void whatEndsWithoutAReportFailsWithTheJobAndWhatToDo(String script, String words)
      throws IOException {
    dataflow.plays(script.split(" "));
    Ran ran = bake();
    assertEquals(1, ran.code(), ran.toString());
    assertTrue(ran.err().contains("Dataflow job " + DataflowStub.JOB), ran.err());
    assertTrue(ran.err().contains(words), ran.err());
    assertTrue(ran.err().contains("https://console.cloud.google.com/dataflow/jobs/"), ran.err());
    assertTrue(ran.err().matches("(?s).*(run the same command again|arco status).*"), ran.err());
    boolean cancelled = dataflow.requests().stream().anyMatch(r -> r.startsWith("PUT"));
    assertEquals(script.equals("PENDING"), cancelled);
  }

  @ParameterizedTest
  @CsvSource({"DONE", "PENDING RUNNING RUNNING RUNNING DONE", "429 503 500 RUNNING 503 DONE"})
  void whatIsPublishedIsTold(String script) throws IOException {
    dataflow.plays(script.split(" ")).does(this::work);
    Ran ran = bake();
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().startsWith("published: days"), ran.out());
    Ran again = bake();
    assertEquals(0, again.code(), again.toString());
    assertTrue(again.out().startsWith("published: days"), again.out()); // the same job's report
  }

  @Test
  void theJobHasItsLabelsAndTheRegionThatIsUsual() throws IOException {
    dataflow.plays("DONE").does(this::work);
    assertEquals(0, bake().code());
    assertTrue(
        dataflow.requests().get(0).contains("/projects/nobody/locations/us-central1/jobs"),
        dataflow.requests().get(0));
    String labels = dataflow.created().path("labels").toString();
    assertTrue(labels.contains("\"feedstock\":\"far\",\"recipe\":\"days\""), labels);
    String name = dataflow.created().path("name").asText();
    assertTrue(name.matches("arco-far-days-\\d{8}-\\d{6}-[0-9a-f]{4}"), name);
    assertTrue(labels.contains(name), labels);
  }

  @Test
  void aSourceThatFailsIsTheExitCodeOfSources() throws IOException {
    sources.always("/f1.nc", new FaultyHttpServer.Fault.Status(404, ""));
    dataflow.plays("DONE").does(this::work);
    Ran ran = bake();
    assertEquals(3, ran.code(), ran.toString());
    assertTrue(ran.err().contains("f1.nc"), ran.err());
  }

  @Test
  void aJobThatIsNotCreatedSaysWhy() throws IOException {
    for (int status : new int[] {429, 503, 403}) {
      Ran ran;
      dataflow.refusesJobs(status);
      ran = bake();
      assertEquals(1, ran.code(), ran.toString());
      assertTrue(ran.err().contains("no Dataflow job was started"), ran.err());
      assertTrue(ran.err().contains("HTTP " + status + ": the quota is used up"), ran.err());
    }
  }

  @Test
  void costBeyondTheLimitCancelsTheJob() throws IOException {
    dataflow.plays("RUNNING").costs(3600 * 100);
    Ran ran = Ran.arco(QUICK, "bake", feedstock, "--bakery", bakery("{cost: 2}"));
    assertEquals(2, ran.code(), ran.toString());
    assertTrue(ran.err().contains("limits.cost"), ran.err());
    assertTrue(ran.err().contains(DataflowStub.JOB), ran.err());
    assertTrue(dataflow.requests().stream().anyMatch(r -> r.startsWith("PUT")));
  }

  @Test
  void aLauncherThatIsGoneIsPickedUpByStatus() throws IOException {
    dataflow.plays("RUNNING");
    Ran ran = bake("--detach");
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(ran.out().contains("arco status " + DataflowStub.JOB), ran.out());
    Ran early = arco("status", DataflowStub.JOB);
    assertEquals(0, early.code(), early.toString());
    assertTrue(early.out().contains("launched, not begun"), early.out());

    work();
    dataflow.plays("DONE");
    Ran late = arco("status", DataflowStub.JOB);
    assertEquals(0, late.code(), late.toString());
    assertTrue(late.out().contains("ended: published"), late.out());
    String run = late.out().replaceFirst("(?s).*?run +(\\S+).*", "$1");
    Ran byRun = arco("status", run, "--json");
    assertEquals(0, byRun.code(), byRun.toString());
    assertTrue(byRun.out().contains("\"job\" : \"" + DataflowStub.JOB + "\""), byRun.out());
    Ran other = arco("status", "20200101T000000Z-0000");
    assertEquals(2, other.code(), other.toString());
  }

  @Test
  void cancelTellsDataflowAndTheRun() throws IOException {
    dataflow.plays("RUNNING");
    assertEquals(0, bake("--detach").code());
    Ran ran = arco("cancel", DataflowStub.JOB);
    assertEquals(0, ran.code(), ran.toString());
    assertTrue(dataflow.requests().stream().anyMatch(r -> r.startsWith("PUT")));
    Ran status = arco("status", DataflowStub.JOB);
    assertEquals(1, status.code(), status.toString());
    assertTrue(status.out().contains("cancelled"), status.out());
    assertEquals(2, arco("cancel", "no-such-job").code());
  }

  @Test
  void whatWorkersDoNotSeeIsRefusedBeforeLaunch() throws IOException {
    Path local = feedstock("local", folder.toUri() + "f{time}.nc");
    Ran file = arco("bake", local);
    assertEquals(2, file.code(), file.toString());
    assertTrue(file.err().contains("--runner direct"), file.err());
    Object root = folder.resolve("root");
    Ran here =
        Ran.arco(
            QUICK,
            "bake",
            feedstock,
            "--root",
            root,
            "--runner",
            "dataflow",
            "--runner-option",
            "project=nobody");
    assertEquals(2, here.code(), here.toString());
    assertTrue(here.err().contains("--bakery leap-gcp"), here.err());
    assertEquals(List.of(), dataflow.requests());
    assertFalse(Files.exists(folder.resolve("root")));
  }

  @Test
  void optionsThatDoNotExistSayWhatWasMeant() throws IOException {
    for (String pair : List.of("max_workers=maxNumWorkers", "machine_type=workerMachineType")) {
      String[] names = pair.split("=");
      Ran ran = bake("--runner-option", names[0] + "=5");
      assertEquals(2, ran.code(), ran.toString());
      assertTrue(ran.err().contains("did you mean '" + names[1] + "=5'?"), ran.err());
    }
  }

  @Test
  void whileAnotherBakeHoldsTheLeaseNoJobIsLaunched() throws IOException {
    String catalog = "memory://" + folder.getFileName() + "/catalog/";
    try (ObjectStore store = ObjectStores.open(catalog)) {
      RunId other = RunId.create(Clock.systemUTC());
      new JobLease(store, "leases/far/days.json", other, Clock.systemUTC()).acquire("the-other");
      Ran ran = bake();
      assertEquals(4, ran.code(), ran.toString());
      assertTrue(ran.err().contains("as job the-other"), ran.err());
      assertEquals(List.of(), dataflow.requests());
    }
  }

  @Test
  void aTemplateIsLaunchedOnlyWhenThatIsAsked() throws IOException {
    Object[] launch = {"launch", feedstock, "--template", "gs://b/arco.json"};
    assertEquals(0, arco("template", launch[0], launch[1], launch[2], launch[3]).code());
    assertEquals(List.of(), dataflow.requests());
    Ran sent = arco("template", launch[0], launch[1], launch[2], launch[3], "--send");
    assertEquals(0, sent.code(), sent.toString());
    assertTrue(sent.out().contains("arco status " + DataflowStub.JOB), sent.out());
    assertEquals(
        List.of("POST /v1b3/projects/nobody/locations/us-central1/flexTemplates:launch"),
        dataflow.requests());
  }
}
