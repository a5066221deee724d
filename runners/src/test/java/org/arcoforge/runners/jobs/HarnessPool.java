package org.arcoforge.runners.jobs;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.StartWorkerRequest;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.StartWorkerResponse;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.StopWorkerRequest;
import org.apache.beam.model.fnexecution.v1.BeamFnApi.StopWorkerResponse;
import org.apache.beam.model.fnexecution.v1.BeamFnExternalWorkerPoolGrpc;
import org.apache.beam.model.fnexecution.v1.ProvisionApi.GetProvisionInfoRequest;
import org.apache.beam.model.fnexecution.v1.ProvisionApi.ProvisionInfo;
import org.apache.beam.model.fnexecution.v1.ProvisionServiceGrpc;
import org.apache.beam.model.jobmanagement.v1.ArtifactApi.GetArtifactRequest;
import org.apache.beam.model.jobmanagement.v1.ArtifactApi.GetArtifactResponse;
import org.apache.beam.model.jobmanagement.v1.ArtifactApi.ResolveArtifactsRequest;
import org.apache.beam.model.jobmanagement.v1.ArtifactRetrievalServiceGrpc;
import org.apache.beam.model.pipeline.v1.RunnerApi.ArtifactInformation;
import org.apache.beam.model.pipeline.v1.RunnerApi.ArtifactStagingToRolePayload;
import org.apache.beam.sdk.fn.channel.AddHarnessIdInterceptor;
import org.apache.beam.sdk.fn.channel.ManagedChannelFactory;
import org.apache.beam.vendor.grpc.v1p69p0.com.google.protobuf.util.JsonFormat;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.ManagedChannel;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.Server;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.netty.NettyServerBuilder;
import org.apache.beam.vendor.grpc.v1p69p0.io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;

/**
 * A pool of workers as Beam's containers start them: each is a process of its own, whose class path
 * is the harness, its logging, and the files that it was sent for the job; nothing of this process.
 */
final class HarnessPool extends BeamFnExternalWorkerPoolGrpc.BeamFnExternalWorkerPoolImplBase
    implements AutoCloseable {
  /** What the container itself has. */
  private static final List<String> OF_THE_CONTAINER =
      List.of("jamm-", "slf4j-api-", "slf4j-jdk14-", "beam-sdks-java-harness-");

  private final Path folder;
  private final List<String> container;
  private final Map<String, Process> workers = new ConcurrentHashMap<>();
  private final Server server;

  /**
   * Starts a pool.
   *
   * @param folder of what workers are sent and of what they say
   * @param classPath in which the jars of the container are looked for
   */
  HarnessPool(Path folder, List<String> classPath) throws IOException {
    this.folder = folder;
    this.container =
        OF_THE_CONTAINER.stream()
            .map(
                jar ->
                    classPath.stream()
                        .filter(p -> new File(p).getName().startsWith(jar))
                        .findFirst()
                        .orElseThrow())
            .toList();
    this.server = NettyServerBuilder.forPort(0).addService(this).build().start();
  }

  String address() {
    return "localhost:" + server.getPort();
  }

  /** What the workers said, all of them. */
  String said() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String id : workers.keySet()) {
      all.append(Files.readString(folder.resolve(id).resolve("log")));
    }
    return all.toString();
  }

  int started() {
    return workers.size();
  }

  /** When the first worker was started; null if none was. */
  @Nullable Instant began() {
    return workers.values().stream()
        .flatMap(worker -> worker.info().startInstant().stream())
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  /** Time of processors that the workers took so far. */
  Duration processor() {
    return workers.values().stream()
        .flatMap(worker -> worker.info().totalCpuDuration().stream())
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** The jars that a worker was sent. */
  List<Path> staged() throws IOException {
    try (var files = Files.list(folder.resolve(workers.keySet().iterator().next() + "/staged"))) {
      return files.toList();
    }
  }

  @Override
  public void startWorker(StartWorkerRequest request, StreamObserver<StartWorkerResponse> answer) {
    StartWorkerResponse.Builder response = StartWorkerResponse.newBuilder();
    try {
      start(request);
    } catch (IOException | RuntimeException e) {
      response.setError(e.toString());
    }
    answer.onNext(response.build());
    answer.onCompleted();
  }

  private void start(StartWorkerRequest request) throws IOException {
    String id = request.getWorkerId();
    Path home = Files.createDirectories(folder.resolve(id));
    ProvisionInfo info = provision(request);
    List<String> classPath = new ArrayList<>(container);
    classPath.addAll(retrieve(request, info, Files.createDirectories(home.resolve("staged"))));
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-javaagent:" + container.get(0),
                "-cp",
                String.join(File.pathSeparator, classPath),
                "org.apache.beam.fn.harness.FnHarness")
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("log").toFile());
    Map<String, String> environment = builder.environment();
    environment.remove("CLASSPATH");
    environment.remove("JAVA_TOOL_OPTIONS");
    environment.put("HARNESS_ID", id);
    environment.put("PIPELINE_OPTIONS", JsonFormat.printer().print(info.getPipelineOptions()));
    environment.put("LOGGING_API_SERVICE_DESCRIPTOR", request.getLoggingEndpoint().toString());
    environment.put("CONTROL_API_SERVICE_DESCRIPTOR", request.getControlEndpoint().toString());
    environment.put("RUNNER_CAPABILITIES", String.join(" ", info.getRunnerCapabilitiesList()));
    workers.put(id, builder.start());
  }

  private static ManagedChannel channel(StartWorkerRequest request, boolean artifacts) {
    return ManagedChannelFactory.createDefault()
        .withInterceptors(List.of(AddHarnessIdInterceptor.create(request.getWorkerId())))
        .forDescriptor(artifacts ? request.getArtifactEndpoint() : request.getProvisionEndpoint());
  }

  private static ProvisionInfo provision(StartWorkerRequest request) {
    ManagedChannel channel = channel(request, false);
    try {
      return ProvisionServiceGrpc.newBlockingStub(channel)
          .getProvisionInfo(GetProvisionInfoRequest.getDefaultInstance())
          .getInfo();
    } finally {
      channel.shutdownNow();
    }
  }

  private static List<String> retrieve(StartWorkerRequest request, ProvisionInfo info, Path into)
      throws IOException {
    ManagedChannel channel = channel(request, true);
    try {
      var artifacts = ArtifactRetrievalServiceGrpc.newBlockingStub(channel);
      List<ArtifactInformation> all =
          artifacts
              .resolveArtifacts(
                  ResolveArtifactsRequest.newBuilder()
                      .addAllArtifacts(info.getDependenciesList())
                      .build())
              .getReplacementsList();
      List<String> files = new ArrayList<>();
      for (ArtifactInformation artifact : all) {
        String name =
            ArtifactStagingToRolePayload.parseFrom(artifact.getRolePayload()).getStagedName();
        Path file = into.resolve(name);
        Iterator<GetArtifactResponse> parts =
            artifacts.getArtifact(GetArtifactRequest.newBuilder().setArtifact(artifact).build());
        try (OutputStream out = Files.newOutputStream(file)) {
          while (parts.hasNext()) {
            parts.next().getData().writeTo(out);
          }
        }
        files.add(file.toString());
      }
      return files;
    } finally {
      channel.shutdownNow();
    }
  }

  @Override
  public void stopWorker(StopWorkerRequest request, StreamObserver<StopWorkerResponse> answer) {
    Process worker = workers.get(request.getWorkerId());
    if (worker != null) {
      worker.destroy();
    }
    answer.onNext(StopWorkerResponse.getDefaultInstance());
    answer.onCompleted();
  }

  @Override
  public void close() {
    server.shutdownNow();
    try {
      for (Process worker : workers.values()) {
        worker.destroyForcibly();
        if (!worker.waitFor(30, TimeUnit.SECONDS)) {
          throw new UncheckedIOException(new IOException("a worker did not end: " + worker.pid()));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
