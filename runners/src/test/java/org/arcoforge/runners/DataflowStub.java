package org.arcoforge.runners;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks what is needed of Dataflow's API, version v1b3: jobs are created, looked at,
 * cancelled, and have metrics. What becomes of the job is a script, of which the last word stays.
 */
final class DataflowStub implements AutoCloseable {
  static final String JOB = "2026-11-29_00_00_00-1234567890";

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Deque<String> script = new ArrayDeque<>(List.of("RUNNING"));
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private volatile int creation = 200;
  private volatile double vcpuSeconds;
  private volatile Runnable whenCreated = () -> {};
  private volatile @Nullable JsonNode created;
  private volatile String end = "";

  DataflowStub() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What is answered when the job is looked at: states, or numbers of HTTP. */
  DataflowStub plays(String... answers) {
    script.clear();
    script.addAll(List.of(answers));
    return this;
  }

  DataflowStub refusesJobs(int status) {
    creation = status;
    return this;
  }

  DataflowStub costs(double seconds) {
    vcpuSeconds = seconds;
    return this;
  }

  /** What workers would do, before the creation is answered. */
  DataflowStub does(Runnable work) {
    whenCreated = work;
    return this;
  }

  /** Method and path of all requests. */
  List<String> requests() {
    return List.copyOf(requests);
  }

  /** The job as it was sent. */
  JsonNode created() {
    return java.util.Objects.requireNonNull(created);
  }

  private void handle(HttpExchange exchange) throws IOException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    requests.add(method + " " + path);
    boolean packed = "gzip".equals(exchange.getRequestHeaders().getFirst("Content-Encoding"));
    InputStream sent = exchange.getRequestBody();
    byte[] body = (packed ? new GZIPInputStream(sent) : sent).readAllBytes();
    if (path.endsWith("/flexTemplates:launch")) {
      ObjectNode launched = JSON.createObjectNode();
      launched.set("job", job("JOB_STATE_QUEUED"));
      answer(exchange, 200, launched);
    } else if (method.equals("POST")) {
      create(exchange, body);
    } else if (method.equals("PUT")) {
      end = JSON.readTree(body).path("requestedState").asText();
      answer(exchange, 200, job(end));
    } else if (path.endsWith("/metrics")) {
      ObjectNode metrics = JSON.createObjectNode();
      ObjectNode one = metrics.putArray("metrics").addObject();
      one.putObject("name").put("origin", "dataflow/v1b3").put("name", "TotalVcpuTime");
      one.put("scalar", vcpuSeconds);
      answer(exchange, 200, metrics);
    } else if (!path.endsWith("/" + JOB)) {
      answer(exchange, 404, error(404, "there is no such job"));
    } else {
      look(exchange);
    }
  }

  private void create(HttpExchange exchange, byte[] body) throws IOException {
    if (creation != 200) {
      answer(exchange, creation, error(creation, "the quota is used up"));
      return;
    }
    created = JSON.readTree(body);
    whenCreated.run();
    answer(
        exchange,
        200,
        job("JOB_STATE_PENDING")
            .put("clientRequestId", created().path("clientRequestId").asText()));
  }

  private synchronized void look(HttpExchange exchange) throws IOException {
    String next = script.size() > 1 ? script.remove() : script.element();
    if (!end.isEmpty()) {
      answer(exchange, 200, job(end));
    } else if (next.matches("\\d+")) {
      answer(exchange, Integer.parseInt(next), error(Integer.parseInt(next), "busy"));
    } else {
      ObjectNode job = job("JOB_STATE_" + next);
      answer(exchange, 200, next.equals("UPDATED") ? job.put("replacedByJobId", "the-next") : job);
    }
  }

  private static ObjectNode job(String state) {
    return JSON.createObjectNode()
        .put("id", JOB)
        .put("projectId", "nobody")
        .put("location", "us-central1")
        .put("currentState", state);
  }

  private static ObjectNode error(int status, String message) {
    ObjectNode root = JSON.createObjectNode();
    root.putObject("error").put("code", status).put("message", message).putArray("errors");
    return root;
  }

  private static void answer(HttpExchange exchange, int status, JsonNode document)
      throws IOException {
    byte[] bytes = document.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
