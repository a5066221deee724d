package org.arcoforge.runners;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.logging.StreamHandler;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.beam.runners.dataflow.options.DataflowPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.extensions.gcp.auth.NoopCredentialFactory;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.arcoforge.bake.Resources;
import org.arcoforge.bake.planning.BakeOrder;
import org.arcoforge.bake.planning.BakeSetup;
import org.arcoforge.bakery.Bakery;
import org.arcoforge.beam.Bake;
import org.arcoforge.beam.BakeCase;
import org.arcoforge.recipe.Feedstock;
import org.arcoforge.recipe.yaml.FeedstockReader;
import org.arcoforge.secret.SecretBindings;
import org.arcoforge.settings.Settings;
import org.arcoforge.source.FaultyHttpServer;
import org.arcoforge.source.FaultyHttpServer.Fault;
import org.arcoforge.source.LoginServer;
import org.arcoforge.store.FakeGcsServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/**
 * A bound secret is in nothing that a bake leaves behind, whatever becomes of the bake, with
 * everything logged that libraries can log.
 */
class SecretCanaryIT {
  private static final String CANARY = "CaNaRy/9+kept=inside~memory";
  private static final Settings QUICK = Settings.standard().toBuilder().retryMillis(1).build();
  private static final List<String> LOUD =
      List.of("org.apache.hc", "org.arcoforge", "com.google", "sun.net", "jdk", "org.apache.beam");

  private final Path folder;
  private final Path secret;
  private final FaultyHttpServer server = new FaultyHttpServer();
  private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
  private final List<Logger> loud = new ArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.writeBytes(new SimpleFormatter().format(entry).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  SecretCanaryIT(@TempDir Path folder) throws IOException {
    this.folder = folder;
    secret = Files.writeString(folder.resolve("secret"), "me:" + CANARY);
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
    for (String name : LOUD) {
      Logger logger = Logger.getLogger(name);
      logger.setLevel(Level.ALL);
      logger.addHandler(handler);
      loud.add(logger);
    }
  }

  @AfterEach
  void close() {
    server.close();
    for (Logger logger : loud) {
      logger.setLevel(null);
      logger.removeHandler(handler);
    }
  }

  private static List<String> forms() {
    List<String> forms = new ArrayList<>();
    for (String text : List.of(CANARY, "me:" + CANARY)) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      forms.add(text);
      forms.add(URLEncoder.encode(text, StandardCharsets.UTF_8));
      forms.add(Base64.getEncoder().withoutPadding().encodeToString(bytes));
      forms.add(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }
    return forms;
  }

  private static boolean leaks(String text) {
    return forms().stream().anyMatch(text::contains);
  }

  /** Files below a folder that hold the canary in any form, packed or not. */
  private static List<String> leaks(Path root) throws IOException {
    List<String> leaks = new ArrayList<>();
    if (!Files.exists(root)) {
      return leaks;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        if (bytes.length > 2 && bytes[0] == 0x1f && bytes[1] == (byte) 0x8b) {
          try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            text += new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
          }
        }
        if (leaks(file + text)) {
          leaks.add(file.toString());
        }
      }
    }
    return leaks;
  }

  private Path feedstock(String url) throws IOException {
    Path path = Files.createDirectories(folder.resolve("feedstock")).resolve("feedstock.yaml");
    return Files.writeString(
        path,
        """
        id: canary
        title: A case
        description: Made by a test.
        license: CC0-1.0
        providers: [{name: Test, roles: [producer]}]
        recipes:
          - id: days
            pattern:
              url: "%s"
              dims: [{concat: time, range: {start: 0, stop: 1}}]
              access: {auth: need}
        """
            .formatted(url));
  }

  /** Bakes with everything loud, and looks through all that is left. */
  private Ran bake(String url, String as) throws IOException {
    return bake(QUICK, url, as);
  }

  private Ran bake(Settings settings, String url, String as) throws IOException {
    Path root = folder.resolve("root");
    Path out = Files.createDirectories(folder.resolve("out"));
    Path report = out.resolve("report.jsonl");
    String bound = "need=file:" + secret + ",as=" + as;
    Ran ran =
        Ran.arco(
            settings,
            "bake",
            feedstock(url),
            "--verbose",
            "--root",
            root,
            "--report",
            report,
            "--secret",
            bound);
    assertTrue(!leaks(ran.toString()), ran::toString);
    assertTrue(!leaks(logged.toString(StandardCharsets.UTF_8)), "the log has it");
    assertEquals(List.of(), leaks(root));
    assertEquals(List.of(), leaks(out));
    return ran;
  }

  private void serve() throws IOException {
    for (int f = 0; f < 2; f++) {
      Path file = folder.resolve("file.nc");
      BakeCase.file(f, 0).write(file);
      server.put("/f" + f + ".nc", Files.readAllBytes(file));
    }
  }

  @Test
  void bakesThatSucceedLeaveNone() throws IOException {
    serve();
    for (String as : List.of("basic", "bearer", "header:X-Token", "query:apikey")) {
      server.forget();
      Ran ran = bake(server.url("/f{time}.nc"), as);
      assertEquals(0, ran.code(), ran::toString);
      String sent = server.requests().toString();
      assertTrue(leaks(sent), as + " was not sent: " + sent);
    }
    byte[] data = Files.readAllBytes(folder.resolve("file.nc"));
    try (LoginServer earthdata = new LoginServer(data, "me", CANARY)) {
      Ran ran = bake(earthdata.url("/f{time}.nc"), "login:" + earthdata.loginHost());
      assertTrue(ran.err().contains("time"), ran::toString); // both files are of one day
      assertEquals(3, ran.code(), ran::toString);
    }
    assertTrue(logged.size() > 0, "nothing was logged");
  }

  @Test
  void twelveKindsOfFailureLeaveNone() throws IOException {
    serve();
    String url = server.url("/f{time}.nc");
    for (int status : new int[] {401, 403, 404, 418, 429, 500, 503}) {
      server.always("/f1.nc", new Fault.Status(status, ""));
      assertEquals(3, bake(url, "basic").code(), "HTTP " + status);
    }
    String path = URLEncoder.encode(CANARY, StandardCharsets.UTF_8);
    server.always("/f1.nc", new Fault.Redirect("/login/" + path + "?k=" + path));
    assertEquals(3, bake(url, "query:apikey").code());
    server.always("/f1.nc", new Fault.Redirect("ftp://me:" + path + "@h/"));
    assertEquals(3, bake(url, "bearer").code());
    server.always("/f1.nc", new Fault.Redirect("/f1.nc"));
    assertEquals(3, bake(url, "header:X-Token").code());
    server.put("/f1.nc", "<html>log in</html>".getBytes(StandardCharsets.UTF_8));
    server.always("/f1.nc", new Fault.None());
    assertEquals(3, bake(url, "basic").code());
    server.put("/f1.nc", new byte[100_000]).always("/f1.nc", new Fault.DropAfter(20_000));
    assertEquals(3, bake(url, "bearer").code());
    server.always("/f1.nc", new Fault.ClaimMore(10));
    assertEquals(3, bake(url, "query:k").code());
    assertEquals(3, bake("http://127.0.0.1:1/f{time}.nc", "query:k").code());
    assertEquals(2, bake("http://no-such.example.org/f{time}.nc", "bearer").code());
    assertEquals(3, bake(echo(), "query:k").code());
    Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-rw-rw-"));
    Files.writeString(secret, "me:" + CANARY + "another");
    assertEquals(2, bake(url + "x", "header:X-" + "Other").code());
  }

  /** What {@code ARCO_LOG=json} makes of all that is logged meanwhile. */
  private String linesOfJson(Executable work) throws Throwable {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    StreamHandler root = new StreamHandler(lines, new SimpleFormatter());
    root.setLevel(Level.ALL);
    Logger.getLogger("").addHandler(root); // the command gives it its own format
    try {
      work.execute();
    } finally {
      Logger.getLogger("").removeHandler(root);
      root.close();
    }
    return lines.toString(StandardCharsets.UTF_8);
  }

  @Test
  void linesOfJsonHaveNone() throws Throwable {
    serve();
    Settings json = QUICK.toBuilder().jsonLog(true).build();
    String url = server.url("/f{time}.nc");
    String path = URLEncoder.encode(CANARY, StandardCharsets.UTF_8);
    String lines =
        linesOfJson(
            () -> {
              assertEquals(0, bake(json, url, "query:apikey").code());
              server.always("/f1.nc", new Fault.Status(503, ""));
              assertEquals(3, bake(json, url, "basic").code());
              server.always("/f1.nc", new Fault.Redirect("ftp://me:" + path + "@h/?k=" + path));
              assertEquals(3, bake(json, url, "bearer").code());
            });
    assertTrue(!leaks(lines), "a line of JSON has it");
    Set<String> named = new TreeSet<>();
    for (String line : lines.lines().toList()) {
      new ObjectMapper().readTree(line).fieldNames().forEachRemaining(named::add);
    }
    Set<String> expected = Set.of("time", "severity", "message", "run", "recipe", "step", "tile");
    assertTrue(named.containsAll(expected), named.toString());
    String careless =
        linesOfJson(
            () -> {
              assertEquals(0, Ran.arco(json, "help", "bake").code());
              Logger loud = Logger.getLogger("org.apache.hc.careless");
              String all = "https://me:" + path + "@h/f.nc?apikey=" + path;
              loud.log(Level.WARNING, "GET " + all, new IOException(all));
            });
    assertTrue(leaks(logged.toString(StandardCharsets.UTF_8)), "as a text it was logged whole");
    assertTrue(careless.contains("h/f.nc") && !leaks(careless), careless);
  }

  /** A server that answers with what it was asked. */
  private static String echo() throws IOException {
    HttpServer echo =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    echo.createContext(
        "/",
        exchange -> {
          byte[] body =
              (exchange.getRequestURI() + " " + exchange.getRequestHeaders().entrySet())
                  .getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().set("Content-Type", "text/plain");
          exchange.sendResponseHeaders(400, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    echo.start();
    return "http://127.0.0.1:" + echo.getAddress().getPort() + "/f{time}.nc";
  }

  @Test
  void jobGraphHasTheBindingAndNotTheValue() throws IOException {
    try (FakeGcsServer gcs = new FakeGcsServer()) {
      Path graphs = Files.createDirectories(folder.resolve("template"));
      Path template = graphs.resolve("job.json");
      Path jar = Files.write(folder.resolve("staged.jar"), new byte[] {1});
      DataflowPipelineOptions options =
          PipelineOptionsFactory.fromArgs(
                  "--project=nobody",
                  "--region=europe-west1",
                  "--jobName=bake-canary",
                  "--tempLocation=gs://scratch/tmp",
                  "--stagingLocation=gs://scratch/staging",
                  "--gcsEndpoint=" + gcs.endpoint() + "/storage/v1/",
                  "--credentialFactoryClass=" + NoopCredentialFactory.class.getName())
              .as(DataflowPipelineOptions.class);
      DataflowSetup.apply(options, 10, Integer.MAX_VALUE);
      options.setTemplateLocation(template.toString());
      options.setFilesToStage(List.of(jar.toString()));
      Path path = feedstock(server.url("/f{time}.nc"));
      Feedstock feedstock =
          java.util.Objects.requireNonNull(FeedstockReader.read(path, List.of()).feedstock());
      Bakery bakery = new Bakery("gs://scratch/", "gs://persistent/", "gs://catalog/", "");
      SecretBindings bound =
          SecretBindings.none().with(List.of("need=file:" + secret + ",as=basic"));
      BakeOrder order =
          BakeSetup.builder()
              .bakery(bakery.withReach(bakery.reach().withSecrets(bound)))
              .feedstock(feedstock)
              .recipe(feedstock.recipes().get(0))
              .resources(Resources.shared(100_000_000, 1 << 30))
              .order();
      Pipeline pipeline = Pipeline.create(options);
      pipeline.apply("Bake", Bake.of(order));
      pipeline.run();
      assertTrue(Files.size(template) > 1000);
      assertEquals(List.of(), leaks(graphs));
    }
  }

  @Test
  void secretThatDoesLeakIsFound() throws IOException {
    Path root = Files.createDirectories(folder.resolve("leaky"));
    int n = 0;
    for (String form : forms()) {
      Files.writeString(root.resolve("f" + n++), "some text " + form + " and more");
    }
    Path packed = root.resolve("packed.gz");
    try (var out = new java.util.zip.GZIPOutputStream(Files.newOutputStream(packed))) {
      out.write(CANARY.getBytes(StandardCharsets.UTF_8));
    }
    assertEquals(n + 1, leaks(root).size());
    Logger.getLogger("org.apache.hc.leaky").fine("sending " + CANARY);
    assertTrue(leaks(logged.toString(StandardCharsets.UTF_8)));
  }
}
