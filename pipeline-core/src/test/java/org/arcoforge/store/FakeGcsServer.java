package org.arcoforge.store;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that speaks what the Cloud Storage client says of the JSON API: uploads in one request
 * and resumable ones, downloads with ranges, metadata, listings, preconditions, deletes. Buckets
 * exist as soon as they are named. Faults are scripted.
 */
public final class FakeGcsServer implements BucketServer {
  private static final Pattern OBJECT =
      Pattern.compile("/(?:download/)?storage/v1/b/([^/]+)/o/([^/]+)");
  private static final Pattern REWRITE =
      Pattern.compile("/storage/v1/b/([^/]+)/o/([^/]+)/rewriteTo/b/([^/]+)/o/([^/]+)");
  private static final Pattern LIST = Pattern.compile("/storage/v1/b/([^/]+)/o");
  private static final Pattern UPLOAD =
      Pattern.compile("/(?:resumable/)?upload/storage/v1/b/([^/]+)/o");
  private static final Pattern BUCKET = Pattern.compile("/storage/v1/b/([^/]+)");

  /** As readers without an account have objects of public buckets, from browsers too. */
  private static final Pattern PUBLIC =
      Pattern.compile("/(?!(?:storage|download|upload|resumable)/)([^/]+)/(.+)");

  private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d*)");

  private static final class Session {
    final String bucket;
    final String name;
    final ObjectNode metadata;
    final Map<String, String> query;
    byte[] received = new byte[0];

    Session(String bucket, String name, ObjectNode metadata, Map<String, String> query) {
      this.bucket = bucket;
      this.name = name;
      this.metadata = metadata;
      this.query = query;
    }
  }

  private final ObjectMapper json = new ObjectMapper();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final FakeGcsObjects objects = new FakeGcsObjects();
  private final ConcurrentHashMap<String, Session> sessions = new ConcurrentHashMap<>();
  private final Queue<Fault> faults = new ConcurrentLinkedQueue<>();
  private final ConcurrentHashMap<String, AtomicInteger> requests = new ConcurrentHashMap<>();
  private volatile int pageSize = 1000;
  private final java.util.Set<String> payers = ConcurrentHashMap.newKeySet();

  /** The projects that paid for the requests so far; empty for none. */
  public java.util.Set<String> payers() {
    return payers;
  }

  private volatile @Nullable Consumer<String> told;

  /** Tells each request when it comes: its kind, what of, the bytes of its body. */
  public FakeGcsServer telling(Consumer<String> told) {
    this.told = told;
    return this;
  }

  private final Distance distance = new Distance();

  /** Starts on a free port of the loopback interface. */
  public FakeGcsServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Runs until it is killed. */
  public static void main(String[] args) throws IOException {
    System.out.println(new FakeGcsServer().endpoint());
  }

  @Override
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  @Override
  public FakeGcsServer next(Fault... these) {
    faults.addAll(Arrays.asList(these));
    return this;
  }

  @Override
  public FakeGcsServer pageSize(int entries) {
    pageSize = entries;
    return this;
  }

  /**
   * Every request takes so long, and its bytes as long as a connection of that speed needs; others
   * are served meanwhile.
   */
  public FakeGcsServer far(long millis, long bytesPerSecond) {
    return far(millis, bytesPerSecond, Long.MAX_VALUE);
  }

  /** As the other, and all connections share a link of so many bytes a second. */
  public FakeGcsServer far(long millis, long bytesPerSecond, long bytesPerSecondOfAll) {
    distance.of(millis, bytesPerSecond, bytesPerSecondOfAll);
    return this;
  }

  @Override
  public FakeGcsServer without(String bucket) {
    objects.remove(bucket);
    return this;
  }

  @Override
  public int requests() {
    return requests.values().stream().mapToInt(AtomicInteger::get).sum();
  }

  /** Requests since the start by kind: create, stat, read, list, copy, delete. */
  public Map<String, Integer> requestsByKind() {
    Map<String, Integer> all = new java.util.TreeMap<>();
    requests.forEach((kind, count) -> all.put(kind, count.get()));
    return all;
  }

  private void handle(HttpExchange exchange) throws IOException {
    Fault fault = faults.poll();
    fault = fault == null ? Fault.NONE : fault;
    byte[] body = GcsRequests.body(exchange);
    String payer = exchange.getRequestHeaders().getFirst("x-goog-user-project");
    payers.add(payer == null ? "" : payer);
    requests
        .computeIfAbsent(GcsRequests.kind(exchange), kind -> new AtomicInteger())
        .incrementAndGet();
    Consumer<String> tracer = told;
    if (tracer != null) {
      tracer.accept(
          GcsRequests.kind(exchange)
              + " "
              + GcsRequests.subject(exchange, body)
              + " "
              + body.length);
    }
    distance.travel(body.length);
    try (exchange) {
      try {
        switch (fault) {
          case UNAVAILABLE -> throw new GcsError(503, "unavailable");
          case TOO_MANY -> throw new GcsError(429, "slow down");
          case FORBIDDEN -> throw new GcsError(403, "no access");
          case SLOW -> {
            BucketAnswers.pause();
            route(exchange, body, fault);
          }
          default -> route(exchange, body, fault);
        }
      } catch (GcsError e) {
        answer(exchange, e.status, error(e));
      }
    }
  }

  private ObjectNode error(GcsError e) {
    ObjectNode node = json.createObjectNode();
    node.putObject("error").put("code", e.status).put("message", e.getMessage());
    return node;
  }

  private void route(HttpExchange exchange, byte[] body, Fault fault) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    Map<String, String> query = GcsRequests.query(exchange);
    String method = exchange.getRequestMethod();
    Matcher upload = UPLOAD.matcher(path);
    Matcher object = OBJECT.matcher(path);
    Matcher list = LIST.matcher(path);
    Matcher rewrite = REWRITE.matcher(path);
    Matcher plain = PUBLIC.matcher(path);
    if (rewrite.matches()) {
      rewrite(exchange, rewrite, query, fault);
    } else if (upload.matches()) {
      upload(exchange, upload.group(1), query, body, fault);
    } else if (object.matches()) {
      String bucket = object.group(1);
      String name = GcsRequests.decode(object.group(2));
      if (method.equals("DELETE")) {
        objects.delete(bucket, name, query);
        done(exchange, fault, 204, null);
      } else if ("media".equals(query.get("alt"))) {
        media(exchange, objects.get(bucket, name, query), fault);
      } else {
        done(exchange, fault, 200, describe(bucket, objects.get(bucket, name, query)));
      }
    } else if (list.matches()) {
      list(exchange, list.group(1), query);
    } else if (method.equals("GET") && plain.matches()) {
      String name = GcsRequests.decode(plain.group(2));
      media(exchange, objects.get(plain.group(1), name, Map.of()), fault);
    } else if (BUCKET.matcher(path).matches()) {
      ObjectNode bucket = json.createObjectNode().put("kind", "storage#bucket");
      answer(exchange, 200, bucket.put("name", path.substring(path.lastIndexOf('/') + 1)));
    } else {
      throw new GcsError(501, method + " " + path);
    }
  }

  private void rewrite(HttpExchange exchange, Matcher path, Map<String, String> query, Fault fault)
      throws IOException {
    FakeGcsObjects.Stored from =
        objects.get(path.group(1), GcsRequests.decode(path.group(2)), Map.of());
    FakeGcsObjects.Stored to =
        objects.put(
            path.group(3),
            GcsRequests.decode(path.group(4)),
            json.createObjectNode(),
            from.bytes(),
            query);
    ObjectNode node = json.createObjectNode().put("kind", "storage#rewriteResponse");
    node.put("totalBytesRewritten", Integer.toString(to.size()));
    node.put("objectSize", Integer.toString(to.size())).put("done", true);
    node.set("resource", describe(path.group(3), to));
    done(exchange, fault, 200, node);
  }

  private void upload(
      HttpExchange exchange, String bucket, Map<String, String> query, byte[] body, Fault fault)
      throws IOException {
    @Nullable String session = query.get("upload_id");
    if (session != null) {
      resume(exchange, session, body, fault);
      return;
    }
    if ("resumable".equals(query.get("uploadType"))) {
      ObjectNode metadata =
          body.length == 0 ? json.createObjectNode() : (ObjectNode) json.readTree(body);
      String name = query.getOrDefault("name", metadata.path("name").asText());
      String id = UUID.randomUUID().toString();
      sessions.put(id, new Session(bucket, name, metadata, query));
      String to = endpoint() + exchange.getRequestURI().getRawPath() + "?upload_id=" + id;
      exchange.getResponseHeaders().set("Location", to);
      done(exchange, fault, 200, null);
      return;
    }
    String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
    byte[][] parts = GcsRequests.parts(type, body);
    ObjectNode metadata = (ObjectNode) json.readTree(parts[0]);
    String name = query.getOrDefault("name", metadata.path("name").asText());
    store(exchange, new Session(bucket, name, metadata, query), parts[1], fault);
  }

  private void resume(HttpExchange exchange, String id, byte[] body, Fault fault)
      throws IOException {
    Session session = sessions.get(id);
    if (session == null) {
      throw new GcsError(404, "no such upload");
    }
    String range = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Range"));
    synchronized (session) {
      int start = session.received.length;
      if (range.matches("bytes \\d+-.*")) {
        start = Integer.parseInt(range.substring(6, range.indexOf('-')));
      }
      byte[] all = Arrays.copyOf(session.received, start + body.length);
      System.arraycopy(body, 0, all, start, body.length);
      session.received = all;
      if (range.endsWith("/*")) {
        if (all.length > 0) {
          exchange.getResponseHeaders().set("Range", "bytes=0-" + (all.length - 1));
        }
        done(exchange, fault, 308, null);
        return;
      }
      sessions.remove(id);
      store(exchange, session, all, fault);
    }
  }

  private void store(HttpExchange exchange, Session session, byte[] bytes, Fault fault)
      throws IOException {
    byte[] arrived = bytes.clone();
    if (fault == Fault.DAMAGED_UPLOAD && arrived.length > 0) {
      arrived[arrived.length / 2] ^= 1;
    }
    FakeGcsObjects.Stored stored =
        objects.put(session.bucket, session.name, session.metadata, arrived, session.query);
    done(exchange, fault, 200, describe(session.bucket, stored));
  }

  private void media(HttpExchange exchange, FakeGcsObjects.Stored stored, Fault fault)
      throws IOException {
    exchange.getResponseHeaders().set("x-goog-generation", Long.toString(stored.generation()));
    exchange.getResponseHeaders().set("x-goog-hash", "crc32c=" + stored.crc32c());
    exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
    byte[] bytes = stored.bytes();
    String range = exchange.getRequestHeaders().getFirst("Range");
    Matcher matcher = RANGE.matcher(range == null ? "" : range);
    int status = 200;
    if (matcher.matches()) {
      long first = Long.parseLong(matcher.group(1));
      long last = matcher.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(matcher.group(2));
      int end = (int) Math.min(bytes.length, last == Long.MAX_VALUE ? last : last + 1);
      if (first >= bytes.length) {
        throw new GcsError(416, "the object ends before");
      }
      String sent = "bytes " + first + "-" + (end - 1) + "/" + bytes.length;
      exchange.getResponseHeaders().set("Content-Range", sent);
      bytes = Arrays.copyOfRange(bytes, (int) first, end);
      status = 206;
    }
    if (fault != Fault.LOST_ANSWER) {
      distance.answer(bytes.length);
      BucketAnswers.send(exchange, status, bytes, fault);
    }
  }

  private void list(HttpExchange exchange, String bucket, Map<String, String> query)
      throws IOException {
    int size = Integer.parseInt(query.getOrDefault("maxResults", "1000"));
    FakeGcsObjects.Page page = objects.list(bucket, query, Math.min(size, pageSize));
    ObjectNode node = json.createObjectNode().put("kind", "storage#objects");
    ArrayNode items = node.putArray("items");
    page.items().forEach(stored -> items.add(describe(bucket, stored)));
    ArrayNode prefixes = node.putArray("prefixes");
    page.prefixes().forEach(prefixes::add);
    if (!page.next().isEmpty()) {
      node.put("nextPageToken", page.next());
    }
    answer(exchange, 200, node);
  }

  private ObjectNode describe(String bucket, FakeGcsObjects.Stored stored) {
    ObjectNode node = stored.metadata().deepCopy();
    return node.put("kind", "storage#object")
        .put("bucket", bucket)
        .put("name", stored.name())
        .put("generation", Long.toString(stored.generation()))
        .put("metageneration", "1")
        .put("size", Integer.toString(stored.size()))
        .put("crc32c", stored.crc32c())
        .put("timeCreated", stored.time())
        .put("updated", stored.time());
  }

  /** Answers, unless the answer is to be lost. */
  private static void done(
      HttpExchange exchange, Fault fault, int status, @Nullable ObjectNode node)
      throws IOException {
    if (fault != Fault.LOST_ANSWER && fault != Fault.CUT_ANSWER) {
      answer(exchange, status, node);
    }
  }

  private static void answer(HttpExchange exchange, int status, @Nullable ObjectNode node)
      throws IOException {
    byte[] bytes = node == null ? new byte[0] : node.toString().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json; charset=UTF-8");
    BucketAnswers.send(exchange, status, bytes, Fault.NONE);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
